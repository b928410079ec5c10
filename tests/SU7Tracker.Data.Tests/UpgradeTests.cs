using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

/// <summary>Databases that were made by an earlier version (Upgrade/README.md).</summary>
public class UpgradeTests(Databases databases)
{
    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task NothingOfAnEarlierDatabaseIsLost(On on)
    {
        await using var tracker = await EarlierAsync(on);
        await tracker.Get<Database>().MigrateAsync();
        Assert.True(await tracker.Get<Database>().IsReadyAsync());
        Assert.False(await tracker.Get<SampleRecord>().LoadIfEmptyAsync());

        var figures = await tracker.AllFiguresAsync();
        Assert.Equal(28 + 4, figures.Count);
        Assert.All(figures.Take(28), f => Assert.Equal("admin@example.com (Admin:Token)", f.RecordedBy));
        Assert.Equal(
            [1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 3, 3, 2, 2, 2, 3, 2, 3, 2],
            figures.Take(28).Select(f => f.Revision));
        Assert.Equal(["model-3", "su7", "xiaomi-ev"], (await tracker.Get<FactStore<Vehicle>>().AllAsync()).Select(v => v.Slug));
        Assert.Equal(
            ("", "", null),
            (await tracker.Get<FactStore<Vehicle>>().AllAsync()) is [_, var su7, _]
                ? (su7.NameZh, su7.Parent, su7.FirstDeliveryOn) : default);
        Assert.Equal(4, (await tracker.Get<FactStore<Source>>().AllAsync()).Count);
        Assert.Equal(2, (await tracker.Get<FactStore<Milestone>>().AllAsync()).Count);
        Assert.Equal([2.5m, null], (await tracker.Get<FactStore<Claim>>().AllAsync()).OrderBy(c => c.Id).Select(c => c.Low));
        Assert.Equal("北京", Assert.Single(await tracker.Get<FactStore<City>>().AllAsync()).NameZh);

        using var scope = tracker.Scope();
        await using var db = await tracker.DbAsync();
        var users = await db.Users.OrderBy(u => u.Email).ToListAsync();
        Assert.Equal(["admin@example.com", "second@example.com"], users.Select(u => u.Email));
        Assert.Equal(
            Microsoft.AspNetCore.Identity.PasswordVerificationResult.Success,
            new Microsoft.AspNetCore.Identity.PasswordHasher<TrackerUser>().VerifyHashedPassword(
                users[0],
                users[0].PasswordHash!,
                "Old-Password-2026"));
        Assert.Equal(1, await db.DataProtectionKeys.CountAsync());
        var tokens = await tracker.Get<Tokens>().AllAsync();
        Assert.Equal(["Admin:Token", "gone", "reading", "writing"], tokens.Select(t => t.Name).Order());
        Assert.Equal("gone", Assert.Single(tokens, t => t.RevokedAt is not null).Name);
        Assert.Equal(TokenScope.Write, (await tracker.Get<Tokens>().FindAsync("old-admin-token-0123456789-0123456789"))?.Scope);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhatReplacedAnotherSourceWithAReasonTakesItBackAndTheRestHoldsSideBySide(On on)
    {
        await using var tracker = await EarlierAsync(on);
        await tracker.Get<Database>().MigrateAsync();
        var history = (await tracker.Get<Histories>().FindAsync("su7"))!;

        // The same source: as before.
        Assert.Equal(["news 2394"], Stands(new(2024, 4, 8), "2024-05-01"));
        Assert.Equal(["news 2400"], Stands(new(2024, 4, 8), "2024-05-02"));
        Assert.Equal(["news 2394"], Stands(new(2024, 4, 8), "2024-05-20"));
        // Replaced without a reason: both hold.
        Assert.Equal(["filing 3100", "news 3050"], Stands(new(2024, 4, 15), "2024-06-01"));
        // With a reason: the other is taken back on the same day.
        Assert.Equal(["blog 2000"], Stands(new(2024, 4, 22), "2024-05-19"));
        Assert.Equal(["filing 2500"], Stands(new(2024, 4, 22), "2024-05-20"));
        // By a withdrawal.
        Assert.Equal(["news 1500"], Stands(new(2024, 4, 29), "2024-05-29"));
        Assert.Empty(Stands(new(2024, 4, 29), "2024-05-30"));
        // A withdrawal of its own that was undone.
        Assert.Equal(["news 1700"], Stands(new(2024, 5, 6), "2024-06-01"));
        // Of three only the one that stood before is replaced.
        Assert.Equal(["filing 30", "news 10"], Stands(new(2024, 5, 13), "2024-06-01"));
        // A correction without a day is known with what it corrects.
        Assert.Equal(["filing 950"], Stands(new(2024, 5, 20), "2024-05-29"));
        Assert.Equal(["filing 950"], Stands(new(2024, 5, 20), "2024-05-30"));

        List<string> Stands(DateOnly start, string asOf)
        {
            var snapshot = history.AsOf(DateOnly.ParseExact(asOf, "O", System.Globalization.CultureInfo.InvariantCulture));
            return
            [
                .. snapshot
                    .Figures(Some.Production)
                    .Where(f => f.Key.Start == start)
                    .Select(f => $"{f.Source} {f.Quantity.Stated.Low}")
                    .Order(),
            ];
        }
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ItIsDoneOnceHoweverOftenAndManyStart(On on)
    {
        await using var tracker = await EarlierAsync(on);
        var trackers = Enumerable.Range(0, 4).Select(_ => tracker.Another()).ToList();
        await Task.WhenAll(trackers.Select(t => Task.Run(() => t.Get<Database>().MigrateAsync())));
        var version = await tracker.Get<ChangeFeed>().VersionAsync();
        // What is recorded afterwards is never taken for a replacement.
        await tracker.PublishAsync(new FigureDraft(Some.Week(), Quantity.Exact(2400), null, "filing"));
        await tracker.PublishAsync(new FigureDraft(Some.Week(), Quantity.Exact(2401), null, "filing") { Reason = "recounted" });
        await trackers[0].Get<Database>().MigrateAsync();
        Assert.Equal(version + 2, await tracker.Get<ChangeFeed>().VersionAsync());
        Assert.Equal(28 + 4 + 2, (await tracker.AllFiguresAsync()).Count);
        Assert.False(await ReplacesAsync(tracker, on));
        foreach (var other in trackers)
        {
            await other.DisposeAsync();
        }
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ItIsExportedAndImportedAgainAsItIs(On on)
    {
        await using var tracker = await EarlierAsync(on);
        await tracker.Get<Database>().MigrateAsync();
        var (folder, again) = (databases.Folder, databases.Folder);
        await tracker.Get<Export>().WriteAsync(folder);
        await using var other = await databases.TrackerAsync(on);
        await foreach (var (_, outcome) in other.Get<Import>().RunAsync(Directory.GetFiles(folder), false, Some.Author))
        {
            Assert.True(outcome.Committed, string.Join("; ", outcome.Rows.Where(r => r.Problem is not null)));
        }
        await other.Get<Export>().WriteAsync(again);
        Assert.All(
            Directory.GetFiles(folder),
            f => Assert.Equal(File.ReadAllText(f), File.ReadAllText(Path.Combine(again, Path.GetFileName(f)))));
    }

    private static async Task<bool> ReplacesAsync(Tracker tracker, On on)
    {
        await using var db = await tracker.DbAsync();
        try
        {
            return on == On.Sqlite && await db.Database.ExecuteSqlRawAsync("insert or replace into figures select * from figures") > 0;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private async Task<Tracker> EarlierAsync(On on)
    {
        var connection = await databases.ConnectionAsync(on, migrated: false);
        var dump = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Upgrade", on == On.Sqlite ? "sqlite.sql" : "postgres.sql"));
#pragma warning disable CA2100 // The dump is the tests' own.
        if (on == On.Sqlite)
        {
            await using var sqlite = new SqliteConnection(connection + ";Pooling=false");
            await sqlite.OpenAsync();
            await using var command = new SqliteCommand(dump, sqlite);
            await command.ExecuteNonQueryAsync();
        }
        else
        {
            await databases.Postgres.ExecuteAsync($"create database {new NpgsqlConnectionStringBuilder(connection).Database}");
            await using var postgres = new NpgsqlConnection(connection + ";Pooling=false");
            await postgres.OpenAsync();
            await using var command = new NpgsqlCommand(dump, postgres);
            await command.ExecuteNonQueryAsync();
        }
#pragma warning restore CA2100
        return new Tracker(TrackerStorage.From(connection, databases.Folder));
    }
}
