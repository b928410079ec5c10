using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>Why a published figure is changed: one of a few reasons, with words to it.</summary>
internal static class ChangeReason
{
    private static readonly Dictionary<string, string> Recorded = new()
    {
        ["typing"] = Figure.TypingError,
        ["restated"] = "restated by the source",
        ["days"] = "wrong days or series",
        ["withdrawn"] = "taken back by the source",
        ["other"] = "other",
    };

    /// <summary>The keys of the reasons.</summary>
    public static IReadOnlyCollection<string> All => Recorded.Keys;

    /// <summary>The reason that something was mistyped here and never public.</summary>
    public const string Typing = "typing";

    /// <summary>The reason as it is recorded; null while a part of it is missing.</summary>
    public static string? Text(string? reason, string? words) =>
        reason is not null && Recorded.TryGetValue(reason, out var text) && !string.IsNullOrWhiteSpace(words)
            ? $"{text}: {words.Trim()}"
            : null;

    /// <summary>A reason for a reader.</summary>
    public static string Display(string key) =>
        GridTexts.ResourceManager.GetString("Reason_" + key, System.Globalization.CultureInfo.CurrentUICulture) ?? key;
}
