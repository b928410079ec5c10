using SU7Tracker.Domain;

namespace SU7Tracker.Data;

// What the database would refuse on one provider and swallow on the other is checked here for both. Fields are named as in the import format.
internal static class Rules
{
    public static Problem? Check(Vehicle v) =>
        Key("slug", v.Slug) ?? Line("name", v.Name, required: true) ?? Line("maker", v.Maker) ?? Day("launched_on", v.LaunchedOn) ?? Note("note", v.Note);

    public static Problem? Check(City c) =>
        Key("slug", c.Slug) ?? Line("name", c.Name, required: true) ?? Line("name_zh", c.NameZh) ?? Line("country", c.Country)
        ?? Day("deliveries_from", c.DeliveriesFrom) ?? (c.Source.Length == 0 ? null : Key("source", c.Source));

    public static Problem? Check(Source s) =>
        Key("id", s.Id) ?? Line("title", s.Title, required: true) ?? Line("publisher", s.Publisher) ?? Address("url", s.Url) ?? Day("published_on", s.PublishedOn);

    public static Problem? Check(Milestone m) =>
        Key("vehicle", m.Vehicle) ?? Day("date", m.Date) ?? Line("subject", m.Subject) ?? Line("event", m.Event, required: true) ?? From("source", m.Source);

    public static Problem? Check(Claim c) =>
        Key("id", c.Id) ?? Key("vehicle", c.Vehicle) ?? Line("statement", c.Statement, required: true) ?? Line("speaker", c.Speaker)
        ?? Day("stated_on", c.StatedOn) ?? Key("metric", c.Metric) ?? Bounds(c) ?? Day("at", c.At) ?? From("source", c.Source);

    public static Problem? Check(FigureDraft f) =>
        Key("vehicle", f.Key.Series.Vehicle) ?? Key("basis", f.Key.Series.Basis)
        ?? (f.Key.Series.City.Length == 0 ? null : Key("city", f.Key.Series.City))
        ?? Days(f.Key) ?? Day("published_on", f.PublishedOn) ?? Published(f.Quantity)
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

    // A quantity that was computed may have fractions or bounds that no publication has.
    private static Problem? Published(Quantity quantity)
    {
        if (!quantity.Low.IsWhole && quantity.Qualifier != Qualifier.About || quantity.Estimate is { IsWhole: false } && quantity.Qualifier != Qualifier.Range
            || quantity.Low > Quantity.MaxCount || quantity.High is { } top && (top > 2 * Quantity.MaxCount || (!top.IsWhole && quantity.Qualifier != Qualifier.About)))
        {
            return new("low", "NotPublished");
        }
        var (low, high) = quantity.Stated;
        return Quantity.TryPublished(quantity.Qualifier, low, high, out var same) ?? (same == quantity ? null : new("low", "NotPublished"));
    }

    private static Problem? Bounds(Claim c)
    {
        if (c.Low is null && c.High is null)
        {
            return new(c.Relation is Relation.AtMost or Relation.Nearly ? "high" : "low", "Missing");
        }
        return c.Relation switch
        {
            Relation.Between when c.Low is null || c.High is null => new(c.Low is null ? "low" : "high", "Missing"),
            Relation.AtLeast when c.High is not null => new("high", "LowOnly"),
            Relation.AtMost when c.Low is not null => new("low", "HighOnly"),
            _ when c.Low > c.High => new("low", "EndsCrossed", c.Low, c.High!),
            _ => Limit("low", c.Low) ?? Limit("high", c.High),
        };

        static Problem? Limit(string field, decimal? value) =>
            value < 0 ? new(field, "Negative", value) : value > Quantity.MaxCount ? new(field, "TooLarge", value, Quantity.MaxCount) : null;
    }

    private static Problem? From(string field, string source) => source.Length == 0 ? new(field, "NoSource") : Key(field, source);

    private static Problem? Key(string field, string text) =>
        text.Length == 0 ? new(field, "Missing") : Series.IsKey(text) ? null : new(field, "NotAKey", Shown(text), Series.MaxKeyLength);

    private static Problem? Day(string field, DateOnly? day) =>
        day < Period.Earliest || day > Period.Latest ? new(field, "DayOutOfRange", Iso(day.Value), Iso(Period.Earliest), Iso(Period.Latest)) : null;

    private static Problem? Line(string field, string text, bool required = false) =>
        required && string.IsNullOrWhiteSpace(text) ? new(field, "Missing") : Text(field, text, Vehicle.MaxTextLength, lines: false);

    private static Problem? Note(string field, string text) => Text(field, text, Figure.MaxNoteLength, lines: true);

    // A link that a reader clicks leads to the web and never runs a script.
    private static Problem? Address(string field, string text) =>
        Text(field, text, Source.MaxUrlLength, lines: false)
        ?? (text.Length == 0 || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
            ? null : new(field, "NotAnAddress", Shown(text)));

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
    private static bool TurnsText(char c) => c is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    internal static string Iso(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    internal static string Shown(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
