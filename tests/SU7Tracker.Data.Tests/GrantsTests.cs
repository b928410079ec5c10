using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

/// <summary>The program as a role that does not own its tables.</summary>
public class GrantsTests(Databases databases)
{
    [Fact]
    public async Task ARoleOfItsOwnDoesAllThatTheProgramDoes()
    {
        await using var tracker = await (await StartedAsync("keeper", "clerk")).StartAsync();
        Assert.True(await tracker.Get<Database>().IsReadyAsync());
        Assert.True(await tracker.Get<SampleRecord>().LoadIfEmptyAsync());
        await tracker.WithSomeAsync();
        await using var other = await tracker.Another().StartAsync();
        await other.Get<Histories>().FindAsync("su7");
        Assert.True((await tracker.PublishAsync(Some.Draft(7, Some.Week(30)))).Committed);
        Assert.True((await tracker.PublishAsync(Some.Draft(8, Some.Week(30)) with { Reason = "recounted" })).Committed);
        Assert.True((await tracker.ImportAsync(ImportTests.Many(500))).Committed);
        Assert.False((await tracker.ImportAsync(ImportTests.Many(10, "model-3"), dryRun: true)).Committed);
        await Some.UntilAsync(
            async () =>
                (await other.Get<Histories>().FindAsync("su7"))!.Version == (await tracker.Get<Histories>().FindAsync("su7"))!.Version,
            "the change to be heard");
        Assert.Null(await tracker.Get<FactStore<Vehicle>>().SaveAsync(new("su7", "SU7 renamed", "Xiaomi", null), Some.Author));
        Assert.NotNull(await tracker.Get<Histories>().FindAsync("su7", (await other.Get<Histories>().FindAsync("su7"))!.Version));

        var tokens = tracker.Get<Tokens>();
        var secret = await tokens.AddAsync("t", TokenScope.Read, "ann");
        Assert.True(await tokens.RevokeAsync((await tokens.FindAsync(secret))!.Id));
        await tracker.Get<Export>().WriteAsync(databases.Folder);

        using var scope = tracker.Scope();
        var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
        db.Users.Add(new() { Id = "u", UserName = "ada" });
        db.DataProtectionKeys.Add(new() { FriendlyName = "k", Xml = "<k/>" });
        db.UserClaims.Add(new IdentityUserClaim<string> { UserId = "u", ClaimType = "c", ClaimValue = "v" });
        await db.SaveChangesAsync();
        db.Users.Remove(await db.Users.SingleAsync(u => u.Id == "u"));
        await db.SaveChangesAsync();
    }

    [Theory]
    [
        InlineData("update figures set low = 0"),
        InlineData("delete from figures"),
        InlineData("truncate figures"),
        InlineData("alter table figures disable trigger all")
    ]
    [
        InlineData("alter table figures add column x int"),
        InlineData("drop trigger figures_append_only on figures"),
        InlineData("drop table figures")
    ]
    [
        InlineData("update changes set what = ''"),
        InlineData("delete from changes"),
        InlineData("update facts set content = ''"),
        InlineData("delete from facts")
    ]
    [
        InlineData("create trigger mine before insert on figures for each row execute function refuse_change()"),
        InlineData("drop function refuse_change() cascade")
    ]
    [InlineData("create or replace function refuse_change() returns trigger language plpgsql as $$ begin return null; end $$")]
    [InlineData("insert into \"__EFMigrationsHistory\" values ('x', 'y')"), InlineData("set session_replication_role = replica")]
    public async Task ItCannotTouchWhatIsRecorded(string sql)
    {
        await using var tracker = await StartedAsync("keeper", "clerk");
        await tracker.WithSomeAsync();
        await tracker.PublishAsync(Some.Draft(7));
        await using var db = await tracker.DbAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal(7, Assert.Single(await tracker.AllFiguresAsync()).Quantity.Stated.Low);
    }

    [Fact]
    public async Task WhatItWasGrantedBeforeIsTakenBackAtTheNextStart()
    {
        await using var tracker = await StartedAsync("keeper", "clerk");
        var owner = new NpgsqlConnectionStringBuilder(tracker.Storage.OwnerConnectionString);
        await ExecuteAsync(owner.ConnectionString, "grant all on figures to clerk");
        await tracker.Get<Database>().MigrateAsync();
        await using var db = await tracker.DbAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync("delete from figures"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task InstancesThatStartTogetherGrantTheSame()
    {
        await using var tracker = await StartedAsync("keeper", "clerk");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var other = tracker.Another();
            await other.Get<Database>().MigrateAsync();
            await other.AllFiguresAsync();
        })));
    }

    [Fact]
    public async Task ARoleThatIsTooStrongAnywayIsWarnedOf()
    {
        await RoleAsync("keeper", "createdb");
        var log = new Said();
        var mine = await databases.ConnectionAsync(On.Postgres, migrated: false);   // as a superuser
        var owner = new NpgsqlConnectionStringBuilder(mine) { Username = "keeper" }.ConnectionString;
        await using var services = new ServiceCollection().AddLogging(l => l.AddProvider(log))
            .AddTrackerData(TrackerStorage.From(mine, databases.Folder).OwnedBy(owner)).BuildServiceProvider();
        await services.GetRequiredService<Database>().MigrateAsync();
        Assert.Contains(log.Lines, l => l.Level == LogLevel.Warning && l.Text.Contains("postgres", StringComparison.Ordinal));
    }

    [Theory]
    [
        InlineData("Data Source=x.db", "Host=db;Database=tracker;Username=keeper"),
        InlineData("Host=db;Database=tracker;Username=clerk", "Data Source=x.db")
    ]
    [
        InlineData("Host=db;Database=tracker;Username=clerk", "Host=db;Database=other;Username=keeper"),
        InlineData("Host=db;Database=tracker;Username=clerk", "Host=db;Database=tracker;Username=clerk")
    ]
    [
        InlineData("Host=db;Database=tracker", "Host=db;Database=tracker;Username=keeper"),
        InlineData("Host=db;Database=tracker;Username=clerk", "nonsense")
    ]
    public void AnOwnerThatDoesNotFitIsExplained(string mine, string owner) =>
        Assert.Contains(
            "ConnectionStrings:Owner",
            Assert
                .Throws<InvalidOperationException>(() =>
                    TrackerStorage
                        .From(mine.Replace("x.db", databases.Folder + "/x.db", StringComparison.Ordinal), databases.Folder)
                        .OwnedBy(owner))
                .Message,
            StringComparison.Ordinal);

    // An instance on a database that its owner has made at this start.
    private async Task<Tracker> StartedAsync(string owner, string role)
    {
        await RoleAsync(owner, "createdb");
        await RoleAsync(role, "");
        var made = await databases.ConnectionAsync(On.Postgres, migrated: false);
        string As(string name) => new NpgsqlConnectionStringBuilder(made) { Username = name }.ConnectionString;
        var tracker = new Tracker(TrackerStorage.From(As(role), databases.Folder).OwnedBy(As(owner)));
        await tracker.Get<Database>().MigrateAsync();
        return tracker;
    }

    private Task RoleAsync(string name, string may) => databases.Postgres.ExecuteAsync(
        $"do $$ begin create role {name} login {may}; exception when duplicate_object or unique_violation then null; end $$");

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var open = new NpgsqlConnection(connection + ";Pooling=false");
        await open.OpenAsync();
#pragma warning disable CA2100 // Tests write their own statements.
        await using var command = new NpgsqlCommand(sql, open);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
