using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SU7Tracker.Data;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Access;

public sealed class SignInTimeTests
{
    // What a refusal takes at the least; more than the work in it does.
    private static readonly TimeSpan Refusal = TimeSpan.FromMilliseconds(600);

    [Fact]
    public async Task ARefusalTakesAsLongForKnownUnknownAndLockedAddresses()
    {
        var hasher = new CountingHasher();
        using var own = Site.With(services => services.AddSingleton<IPasswordHasher<TrackerUser>>(hasher));
        await own.AddUserAsync("known@example.org");
        await own.AddUserAsync("locked@example.org");
        await own.ChangeUserAsync(
            "locked@example.org",
            (users, user) => users.SetLockoutEndDateAsync(user, DateTimeOffset.UtcNow.AddMinutes(5)));
        using var browser = own.Open();
        foreach (var email in new[] { "known@example.org", "nobody@example.org", "locked@example.org" })
        {
            var (started, checks) = (Stopwatch.GetTimestamp(), hasher.Checks);
            (await browser.SignInAsync(email, "not the password")).Dispose();
            Assert.True(Stopwatch.GetElapsedTime(started) >= Refusal, email);
            Assert.Equal(checks + 1, hasher.Checks);
        }
    }

    private sealed class CountingHasher() : PasswordHasher<TrackerUser>(Options.Create(new PasswordHasherOptions()))
    {
        public int Checks { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(TrackerUser user, string hashedPassword, string providedPassword)
        {
            Checks++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
