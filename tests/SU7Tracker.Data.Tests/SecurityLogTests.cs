using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using SU7Tracker.Data.Tests.Support;

namespace SU7Tracker.Data.Tests;

public class SecurityLogTests(Databases databases)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task EventsAreNeitherChangedNorDeletedBeforeTheirTime(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        var log = Log(tracker, Now);
        await log.AddAsync(new(SecurityKind.SignIn, "ada", "ada", "192.0.2.1"));
        await using var db = await tracker.DbAsync();
        await Assert.ThrowsAnyAsync<DbException>(() =>
            db.Database.ExecuteSqlRawAsync("update security_events set address = '198.51.100.1'"));
        await Assert.ThrowsAnyAsync<DbException>(() => db.SecurityEvents.ExecuteDeleteAsync());
        if (on == On.Postgres)
        {
            await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync("truncate security_events"));
        }
        Assert.Equal("192.0.2.1", (await db.SecurityEvents.SingleAsync()).Address);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task WhatIsOldIsDeletedAndTheDeletionIsKept(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        await Log(tracker, Now.AddDays(-500)).AddAsync(new(SecurityKind.SignIn, "ada", "ada"));
        await Log(tracker, Now.AddDays(-399)).AddAsync(new(SecurityKind.SignOut, "ada", "ada"));
        var log = Log(tracker, Now);
        Assert.Equal(1, await log.TrimAsync(400));
        Assert.Equal(0, await log.TrimAsync(400));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => log.TrimAsync(SecurityLog.LeastDays - 1));
        var left = (await tracker.Get<Activities>().PageAsync(new())).Items;
        Assert.Equal([SecurityKind.Retention, SecurityKind.SignOut], left.Select(a => a.Kind!.Value));
        Assert.Equal("1 < 2025-10-20", left[0].Detail);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task SignInsAreCountedSinceSessionsWereEnded(On on)
    {
        await using var tracker = await databases.TrackerAsync(on);
        var log = Log(tracker, Now);
        foreach (var kind in new[] { SecurityKind.SignIn, SecurityKind.SignOut, SecurityKind.SignIn, SecurityKind.SignIn })
        {
            await log.AddAsync(new(kind, "ada", "ada"));
        }
        var seen = await log.SignInsAsync([SecurityEvent.NameOf(SecurityKind.SignOut)], Now.AddDays(-14));
        Assert.Equal((Now, 2), seen["ada"]);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TheLogIsReadPageByPageInOrderOfTime(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var log = tracker.Get<SecurityLog>();
        for (var i = 0; i < 5; i++)
        {
            await log.AddAsync(new(SecurityKind.SignInFailed, "", "", "192.0.2." + i));
            await tracker.PublishAsync(Some.Draft(2394 + i, Some.Week(10 + i)) with { Note = "plant-" + i });
        }
        var activities = tracker.Get<Activities>();
        var all = (await activities.PageAsync(new() { Limit = 100 })).Items;
        Assert.Equal(5 + 5 + 3, all.Count);
        Assert.Equal(all.OrderByDescending(a => a.At), all);
        var paged = new List<Activity>();
        for (ActivityPlace? next = ActivityPlace.Start; next is { } after;)
        {
            var page = await activities.PageAsync(new() { After = after, Limit = 4 });
            paged.AddRange(page.Items);
            next = page.Next;
        }
        Assert.Equal(all.Select(Said), paged.Select(Said));

        Assert.Equal(1, await CountAsync(new() { Words = "PLANT-3" }));
        Assert.Equal(1, await CountAsync(new() { Words = "192.0.2.2" }));
        Assert.Equal(5, await CountAsync(new() { What = "figures" }));
        Assert.Equal(5, await CountAsync(new() { Kind = SecurityKind.SignInFailed }));
        Assert.Equal(5 + 1, await CountAsync(new() { Vehicle = "su7" }));
        Assert.Equal(8, await CountAsync(new() { Person = Some.Author.Id }));
        Assert.Equal(0, await CountAsync(new() { Person = "nobody" }));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        Assert.Equal(0, await CountAsync(new() { To = today.AddDays(-2) }));
        Assert.Equal(13, await CountAsync(new() { From = today.AddDays(-2), To = today.AddDays(1) }));

        async Task<int> CountAsync(ActivityQuery query) => (await activities.PageAsync(query)).Items.Count;

        static string Said(Activity a) => $"{a.At:O} {a.Batch} {a.Kind} {a.Address}";
    }

    private static SecurityLog Log(Tracker tracker, DateTimeOffset now) =>
        new(tracker.Get<IDbContextFactory<TrackerDb>>(), new Clock(now), NullLogger<SecurityLog>.Instance);

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
