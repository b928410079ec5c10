using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Web.Entry.Cells;
using SU7Tracker.Web.Tests.Faults;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Entry.Cells;

public sealed class PresenceTests(Databases databases) : IClassFixture<Databases>
{
    [Fact]
    public async Task WhoHasTheSamePageOpenIsSeenAndToldOfUntilItCloses()
    {
        await using var site = Open(null);
        var (presence, told) = (Of(site), 0);
        using var ann = presence.Enter("su7", "ann", () => told++);
        Assert.Empty(presence.Others("su7", "ann"));
        var bob = presence.Enter("su7", "bob", () => { });
        presence.Enter("yu7", "cem", () => { }).Dispose();
        Assert.Equal(["bob"], presence.Others("su7", "ann"));
        Assert.Equal(2, told);
        bob.Dispose();
        Assert.Empty(presence.Others("su7", "ann"));
        Assert.Equal(3, told);
    }

    [Fact]
    public async Task WhoHasThePageOpenAtAnotherInstanceIsSeenUntilItClosesOrThatInstanceIsSilent()
    {
        var connection = databases.Connection(On.Postgres);
        await using var site = Open(connection);
        var other = Open(connection);
        await HearsAsync(site);
        await HearsAsync(other);
        var told = 0;
        using var ann = Of(site).Enter("su7", "ann", () => Interlocked.Increment(ref told));
        var bob = Of(other).Enter("su7", "bob", () => { });
        await UntilAsync(() => Of(site).Others("su7", "ann") is ["bob"], TimeSpan.FromSeconds(20));
        await UntilAsync(() => Of(other).Others("su7", "bob") is ["ann"], TimeSpan.FromSeconds(20));
        Assert.Empty(Of(site).Others("yu7", "ann"));
        Assert.InRange(told, 2, int.MaxValue);

        // The same person at two instances is one.
        using (Of(other).Enter("su7", "ann", () => { }))
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            Assert.Equal(["bob"], Of(site).Others("su7", "ann"));
        }
        bob.Dispose();
        await UntilAsync(() => Of(site).Others("su7", "ann").Count == 0, TimeSpan.FromSeconds(20));

        Of(other).Enter("su7", "bob", () => { });
        await UntilAsync(() => Of(site).Others("su7", "ann") is ["bob"], TimeSpan.FromSeconds(20));
        // It tells the others nothing more, as if it were killed.
        var before = Volatile.Read(ref told);
        await other.DisposeAsync();
        await UntilAsync(() => Of(site).Others("su7", "ann").Count == 0, Presence.Lifetime + TimeSpan.FromSeconds(20));
        await UntilAsync(() => Volatile.Read(ref told) > before, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task WhatIsNoMessageOfPresenceIsPassedOver()
    {
        await using var site = Open(databases.Connection(On.Postgres));
        await HearsAsync(site);
        using var ann = Of(site).Enter("su7", "ann", () => { });
        var messages = site.Services.GetRequiredService<InstanceMessages>();
        foreach (var message in new[] { "", "null", "[]", "{}", """{"Instance":"x","Vehicle":"su7"}""" })
        {
            await messages.SendAsync(message);
        }
        await messages.SendAsync("""{"Instance":"x","Vehicle":"su7","Accounts":["bob"]}""");
        await UntilAsync(() => Of(site).Others("su7", "ann") is ["bob"], TimeSpan.FromSeconds(20));
    }

    private static Site Open(string? connection)
    {
        var site = Site.With(("ConnectionStrings:Tracker", connection ?? ""));
        site.StartServer();
        return site;
    }

    private static Presence Of(Site site) => site.Services.GetRequiredService<Presence>();

    // It listens a moment after it has started.
    private static async Task HearsAsync(Site site)
    {
        var messages = site.Services.GetRequiredService<InstanceMessages>();
        var heard = false;
        messages.Heard += message => heard |= message == "heard";
        for (var patience = Stopwatch.StartNew(); !heard && patience.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(100))
        {
            await messages.SendAsync("heard");
        }
        Assert.True(heard);
    }

    private static async Task UntilAsync(Func<bool> isSo, TimeSpan patience)
    {
        for (var waited = Stopwatch.StartNew(); !isSo(); await Task.Delay(50))
        {
            Assert.True(waited.Elapsed < patience, "not within " + patience);
        }
    }
}
