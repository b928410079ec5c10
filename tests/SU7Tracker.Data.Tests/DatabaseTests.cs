using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SU7Tracker.Data.Tests.Support;

namespace SU7Tracker.Data.Tests;

public class DatabaseTests(Databases databases)
{
    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task OfManyInstancesThatStartTogetherOneMakesAndMigratesTheDatabase(On on)
    {
        var storage = TrackerStorage.From(await databases.ConnectionAsync(on, migrated: false), databases.Folder);
        var trackers = Enumerable.Range(0, 6).Select(_ => new Tracker(storage)).ToList();
        Assert.False(await trackers[0].Get<Database>().IsReadyAsync());
        await Task.WhenAll(trackers.Select(t => Task.Run(async () =>
        {
            await t.Get<Database>().MigrateAsync();
            await t.Get<SampleRecord>().LoadIfEmptyAsync();
        })));
        Assert.Equal(345, (await trackers[^1].AllFiguresAsync()).Count);
        await using var late = new Tracker(storage);
        Assert.True(await late.Get<Database>().IsReadyAsync());
        foreach (var tracker in trackers)
        {
            Assert.True(await tracker.Get<Database>().IsReadyAsync());
            await tracker.DisposeAsync();
        }
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TheMigrationsSayWhatTheModelSays(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        await using var db = await tracker.DbAsync();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TheCompiledModelSaysWhatTheModelSays(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        await using var db = await tracker.DbAsync();
        var dependencies = db.GetService<ModelCreationDependencies>();
        var configured = dependencies.ModelSource.GetModel(db, dependencies, designTime: false);
        Assert.NotSame(configured, db.Model);
        Assert.Equal(Described(configured), Described(db.Model));
    }

    private static List<string> Described(IModel model) =>
    [
        .. model.ToDebugString(MetadataDebugStringOptions.LongDefault).Split('\n'),
        .. model.GetEntityTypes().SelectMany(e => e.GetProperties()).Select(p =>
            $"{p.DeclaringType.Name}.{p.Name}: {p.GetColumnType()} {p.GetValueConverter()?.ConvertToProviderExpression}"
            + $" {p.GetValueConverter()?.ConvertFromProviderExpression}"),
    ];

    [Fact]
    public async Task AMigrationThatWasKilledOnSqliteDoesNotStopTheNextStart()
    {
        await using var tracker = await databases.TrackerAsync(On.Sqlite);
        await using (var db = await tracker.DbAsync())
        {
            await db.Database.ExecuteSqlRawAsync("insert into __EFMigrationsLock (Id, Timestamp) values (1, '2026-01-01')");
        }
        await tracker.Get<Database>().MigrateAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task AFirstStartOnSqliteHasNoFailureToTellOf()
    {
        var log = new Said();
        await using var services = new ServiceCollection()
            .AddLogging(l => l.AddProvider(log))
            .AddTrackerData(TrackerStorage.From(await databases.ConnectionAsync(On.Sqlite, migrated: false), databases.Folder))
            .BuildServiceProvider();
        await services.GetRequiredService<Database>().MigrateAsync();
        Assert.Contains(log.Lines, l => l.Level == LogLevel.Information);
        Assert.DoesNotContain(log.Lines, l => l.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task ADatabaseThatIsAwayIsNotReady()
    {
        await using var tracker = new Tracker(TrackerStorage.From("Host=127.0.0.1;Port=1;Timeout=2", databases.Folder));
        Assert.False(await tracker.Get<Database>().IsReadyAsync());
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AccountsWithPasskeysAndProtectionKeysAreKept(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        using var scope = tracker.Scope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        db.Users.Add(
            new()
            {
                Id = "u",
                UserName = "ada",
                LockoutEnd = new DateTimeOffset(2024, 4, 18, 8, 0, 0, TimeSpan.FromHours(8)),
            });
        db.UserPasskeys.Add(
            new()
            {
                UserId = "u",
                CredentialId = [1],
                Data = new()
                {
                    PublicKey = [2],
                    Name = "key",
                    AttestationObject = [3],
                    ClientDataJson = [4],
                },
            });
        db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = "k", Xml = "<k/>" });
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        var now = DateTimeOffset.Now;
        Assert.Equal(
            new DateTimeOffset(2024, 4, 18, 0, 0, 0, TimeSpan.Zero),
            (await db.Users.SingleAsync(u => u.LockoutEnd < now)).LockoutEnd);
        Assert.Equal("key", (await db.UserPasskeys.SingleAsync()).Data.Name);
        Assert.Equal("<k/>", (await db.DataProtectionKeys.SingleAsync()).Xml);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task LoadingAVehicleIsOneRangeOfAnIndex(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.ImportAsync(ImportTests.Many(5000));
        await tracker.ImportAsync(ImportTests.Many(20, "model-3"));
        await using var db = await tracker.DbAsync();
        await db.Database.ExecuteSqlRawAsync("analyze");
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = (on == On.Sqlite ? "explain query plan " : "explain ") + "select * from figures where vehicle = 'model-3'";
        await using var plan = await command.ExecuteReaderAsync();
        var text = "";
        while (await plan.ReadAsync())
        {
            text += plan.GetValue(plan.FieldCount - 1) + "\n";
        }
        Assert.Matches("ux_figures_key|ix_figures_vehicle_id", text);
        Assert.DoesNotContain("Seq Scan", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", text, StringComparison.Ordinal);
    }
}
