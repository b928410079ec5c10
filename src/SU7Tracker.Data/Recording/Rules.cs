using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// Checks values. What one database would refuse and the other accept is checked here for both. Fields are named as in the import format.
/// </summary>
internal static class Rules
{
    public static Problem? Check(FigureDraft f) =>
        Key("vehicle", f.Key.Series.Vehicle) ?? Key("basis", f.Key.Series.Basis)
        ?? (f.Key.Series.City.Length == 0 ? null : Key("city", f.Key.Series.City))
        ?? Days(f.Key) ?? Open(f.Key) ?? Day("published_on", f.PublishedOn) ?? AfterItsDays(f) ?? Published(f.Quantity)
        ?? From("source", f.Source) ?? Note("note", f.Note) ?? Note("reason", f.Reason);

    private static Problem? Days(FigureKey key)
    {
        if (key.Reading == Reading.InPeriod && key.Start is null)
        {
            return new("period_start", "StartNeeded");
        }
        if (key.Reading == Reading.Cumulative && key.Start is not null)
        {
            return new("period_start", "StartNotAllowed");
        }
        return Day("period_start", key.Start) ?? Day("period_end", key.End)
            ?? (key.Start > key.End ? new("period_end", "PeriodCrossed", Iso(key.Start.Value), Iso(key.End)) : null);
    }

    // Open orders are a stock at the end of a day.
    private static Problem? Open(FigureKey key) =>
        key.Series.Basis != Series.Open ? null
        : key.Series.Measure != Measure.Orders ? new("measure", "OpenOrdersOnly")
        : key.Reading != Reading.Cumulative ? new("reading", "OpenCumulative") : null;

    // Nobody can have published a count before its days had ended; a plan is published before.
    private static Problem? AfterItsDays(FigureDraft f) =>
        !f.Key.Series.IsPlan && f.PublishedOn < f.Key.End
            ? new("published_on", "PublishedBeforeEnd", Iso(f.PublishedOn.Value), Iso(f.Key.End))
            : null;

    // A quantity that was computed may have fractions or bounds that no publication has.
    public static Problem? Published(Quantity quantity)
    {
        if (
            !quantity.Low.IsWhole && quantity.Qualifier != Qualifier.About
            || quantity.Estimate is { IsWhole: false } && quantity.Qualifier != Qualifier.Range
            || quantity.Low > Quantity.MaxCount
            || quantity.High is { } top && (top > 2 * Quantity.MaxCount || (!top.IsWhole && quantity.Qualifier != Qualifier.About)))
        {
            return new("low", "NotPublished");
        }
        var (low, high) = quantity.Stated;
        return Quantity.TryPublished(quantity.Qualifier, low, high, out var same) ?? (same == quantity ? null : new("low", "NotPublished"));
    }

    public static Problem? From(string field, string source) => source.Length == 0 ? new(field, "NoSource") : Key(field, source);

    public static Problem? Key(string field, string text) =>
        text.Length == 0 ? new(field, "Missing") : Series.IsKey(text) ? null : new(field, "NotAKey", Shown(text), Series.MaxKeyLength);

    public static Problem? Day(string field, DateOnly? day) =>
        day < Period.Earliest || day > Period.Latest
            ? new(field, "DayOutOfRange", Iso(day.Value), Iso(Period.Earliest), Iso(Period.Latest))
            : null;

    public static Problem? Line(string field, string text, bool required = false) =>
        required && string.IsNullOrWhiteSpace(text) ? new(field, "Missing") : Text(field, text, Vehicle.MaxTextLength, lines: false);

    public static Problem? Note(string field, string text) => Text(field, text, Figure.MaxNoteLength, lines: true);

    // A link that a reader clicks leads to the web and never runs a script. A user name before the host looks like the host.
    public static Problem? Address(string field, string text) =>
        Text(field, text, Source.MaxUrlLength, lines: false)
        ?? (text.Length == 0 ? null
            : !Uri.TryCreate(text, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps)
                ? new(field, "NotAnAddress", Shown(text))
            : uri.UserInfo.Length > 0 ? new(field, "AddressWithUser", Shown(text))
            : null);

    // PostgreSQL stores no NUL, and neither database a half of a surrogate pair.
    private static Problem? Text(string field, string text, int most, bool lines)
    {
        if (text.Length > most)
        {
            return new(field, "TooLong", text.Length, most);
        }
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(c) || TurnsText(c) || (char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t')))
            {
                return new(field, "ControlCharacters");
            }
        }
        return null;
    }

    // What makes a part of a text read from right to left, whatever its letters, can make a note say something else than it holds.
    private static bool TurnsText(char c) =>
        c is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    internal static string Iso(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    internal static string Shown(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
