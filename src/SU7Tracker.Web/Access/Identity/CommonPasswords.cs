using System.Collections.Frozen;
using System.IO.Compression;
using Microsoft.AspNetCore.Identity;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Access;

/// <summary>
/// Refuses passwords that are guessed first: the 30,000 most common ones (list of zxcvbn 4.4.2, MIT licence), the same with digits and
/// signs around or written several times, and the own address.
/// </summary>
internal sealed class CommonPasswords : IPasswordValidator<TrackerUser>
{
    private const int ShortestName = 4;
    private static readonly Lazy<FrozenSet<string>> Known = new(Load);

    public Task<IdentityResult> ValidateAsync(UserManager<TrackerUser> manager, TrackerUser user, string? password) =>
        Task.FromResult(password is not null && IsCommon(password, user.Email)
            ? IdentityResult.Failed(new IdentityError { Code = "PasswordCommon", Description = AccessTexts.PasswordCommon })
            : IdentityResult.Success);

    /// <summary>Whether a password would be among the first guesses.</summary>
    internal static bool IsCommon(string password, string? email)
    {
        var lower = password.ToLowerInvariant();
        var letters = Repeated(Plain(Trimmed(lower)));
        var name = email?.Split('@')[0].ToLowerInvariant() ?? "";
        return Known.Value.Contains(lower) || Known.Value.Contains(Repeated(lower)) || Known.Value.Contains(letters) || IsSequence(lower)
            || (name.Length >= ShortestName && Trimmed(lower.Replace(name, "", StringComparison.Ordinal)).Length < ShortestName);
    }

    // What people put in the place of letters.
    private static string Plain(string text) =>
        text.Replace('0', 'o').Replace('@', 'a').Replace('$', 's').Replace('3', 'e').Replace('!', 'i').Replace('1', 'i').Replace('5', 's');

    private static string Trimmed(string text) => text.Trim([.. "0123456789!?.,;:-_#*+$%&/()=@ "]);

    // abcabcabc is abc.
    private static string Repeated(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            var part = text[..length];
            if (string.Concat(Enumerable.Repeat(part, (text.Length / length) + 1)).StartsWith(text, StringComparison.Ordinal))
            {
                return part;
            }
        }
        return text;
    }

    private static bool IsSequence(string text)
    {
        const string Rows =
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz|01234567890123456789|qwertyuiopasdfghjklzxcvbnm|1234567890qwertyuiop";
        var backwards = new string([.. text.Reverse()]);
        return Rows.Contains(text, StringComparison.Ordinal) || Rows.Contains(backwards, StringComparison.Ordinal);
    }

    private static FrozenSet<string> Load()
    {
        using var packed = typeof(CommonPasswords).Assembly.GetManifestResourceStream("SU7Tracker.Web.common-passwords.txt.gz")!;
        using var reader = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n').ToFrozenSet(StringComparer.Ordinal);
    }
}
