using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Access;

public sealed partial class AuthenticatorTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task WhoeverHasTurnedItOnSignsInWithACodeOrOnceWithARecoveryCode()
    {
        await site.AddUserAsync("careful@example.org");
        using var browser = site.Open();
        await browser.SignInAsync("careful@example.org");
        var key = Key().Match(await browser.ReadAsync("/account/authenticator")).Groups[1].Value;
        using var wrong = await TurnOnAsync(browser, "000000");
        Assert.Contains(AccessTexts.CodeFailed, WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var on = await TurnOnAsync(browser, Code(key));
        var recovery = Recovery().Matches(await on.Content.ReadAsStringAsync()).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(10, recovery.Count);

        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(Code(key), isRecovery: false));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync("123456", isRecovery: false));
        Assert.Equal(HttpStatusCode.Redirect, await SignInAsync(recovery[0], isRecovery: true));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(recovery[0], isRecovery: true));

        async Task<HttpStatusCode> SignInAsync(string code, bool isRecovery)
        {
            using var other = site.Open();
            using var first = await other.SignInAsync("careful@example.org");
            Assert.StartsWith("/account/code", first.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/account")).StatusCode);
            using var second = await other.SubmitAsync(
                first.Headers.Location!.PathAndQuery,
                ("_handler", "code"),
                ("Typed.Code", code),
                ("Typed.IsRecovery", isRecovery ? "true" : "false"));
            return second.StatusCode;
        }
    }

    private static Task<HttpResponseMessage> TurnOnAsync(Browser browser, string code) =>
        browser.SubmitAsync("/account/authenticator", ("_handler", "authenticator"), ("Typed.Code", code), ("Typed.Wish", "on"));

    // RFC 6238 with six digits and thirty seconds.
    private static string Code(string key)
    {
        var (secret, bits, held) = (new List<byte>(), 0, 0);
        foreach (var c in key)
        {
            (bits, held) = (
                (bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal),
                held + 5);
            if (held >= 8)
            {
                secret.Add((byte)(bits >> (held -= 8)));
                bits &= (1 << held) - 1;
            }
        }
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // As the standard has it.
        var hash = HMACSHA1.HashData(secret.ToArray(), step);
#pragma warning restore CA5350
        return (BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue).ToString(
            "D10",
            System.Globalization.CultureInfo.InvariantCulture
        )[^6..];
    }

    [GeneratedRegex("<code>([A-Z2-7]+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("<li><code>([^<]+)</code></li>")]
    private static partial Regex Recovery();
}
