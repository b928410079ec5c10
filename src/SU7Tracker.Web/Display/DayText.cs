using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Display;

/// <summary>Reads days as addresses and people write them, and writes them as addresses do.</summary>
internal static class DayText
{
    private static readonly string[] Formats =
        ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy", "d.M.yyyy"];

    /// <summary>
    /// Reads a day written as <c>2024-04-18</c>, <c>18 Apr 2024</c>, <c>April 18, 2024</c> or <c>2024年4月18日</c>; null for anything else.
    /// </summary>
    public static DateOnly? Read(string? text) =>
        text is { Length: > 0 and <= 40 }
        && DateOnly.TryParseExact(
            text.Trim().Replace(",", "", StringComparison.Ordinal),
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AllowInnerWhite,
            out var day)
        && day >= Period.Earliest
        && day <= Period.Latest
            ? day
            : null;

    /// <summary>What was typed as a day, as addresses write it; what is no day as it was typed.</summary>
    public static string Canonical(string? text) => Read(text)?.Iso() ?? text?.Trim() ?? "";

    /// <summary>What was typed as a day, as the language of the reader writes it; what is no day as it was typed.</summary>
    public static string Shown(string? text) => Read(text)?.Display() ?? text?.Trim() ?? "";

    /// <summary>Writes a day as addresses and files do: <c>2024-04-18</c>.</summary>
    public static string Iso(this DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
