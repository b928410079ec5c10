using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Access;

[Collection(nameof(Alone))]
public sealed class SignInTimeTests
{
    [Fact]
    public async Task ARefusalTakesAsLongForKnownUnknownAndLockedAddresses()
    {
        using var own = new Site();
        await own.AddUserAsync("known@example.org");
        await own.AddUserAsync("locked@example.org");
        await own.ChangeUserAsync(
            "locked@example.org",
            (users, user) => users.SetLockoutEndDateAsync(user, DateTimeOffset.UtcNow.AddMinutes(5)));
        using var browser = own.Open();
        await browser.SignInAsync("warm@example.org", "not the password");
        var took = new Dictionary<string, double>();
        foreach (var email in new[] { "known@example.org", "nobody@example.org", "locked@example.org" })
        {
            var times = new List<double>();
            for (var i = 0; i < 5; i++)
            {
                var clock = System.Diagnostics.Stopwatch.StartNew();
                (await browser.SignInAsync(email, "not the password")).Dispose();
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
            took[email] = times.Min();
        }
        Assert.InRange(took.Values.Max() - took.Values.Min(), 0, 100);
    }
}
