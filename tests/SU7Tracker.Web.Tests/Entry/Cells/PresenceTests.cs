using SU7Tracker.Web.Entry.Cells;

namespace SU7Tracker.Web.Tests.Entry.Cells;

public class PresenceTests
{
    [Fact]
    public void WhoHasTheSamePageOpenIsSeenAndToldOfUntilItCloses()
    {
        var (presence, told) = (new Presence(), 0);
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
}
