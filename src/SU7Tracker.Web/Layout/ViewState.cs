using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Layout;

/// <summary>
/// What a reader has chosen to see. It stands in the address and nowhere else; every page, link and chart reads and writes it here.
/// </summary>
public sealed record ViewState
{
    /// <summary>The query parameter that names the language.</summary>
    public const string LanguageKey = "lang";

    /// <summary>The query parameter that names how numbers are written.</summary>
    public const string NumbersKey = "numbers";

    /// <summary>The path of the page.</summary>
    public string Path { get; init; } = "/";

    // Kept by every link.
    /// <summary>The day as of which everything stands; null for all that is known.</summary>
    public DateOnly? AsOf { get; init; }
    /// <summary>The lowest grade of source that counts.</summary>
    public Grade Grade { get; init; } = Grade.D;
    /// <summary>The factor from a week to a month.</summary>
    public MonthBasis Month { get; init; } = MonthBasis.FourWeeks;
    /// <summary>The language chosen; null for that of the browser.</summary>
    public string? Language { get; init; }
    /// <summary><c>wan</c> for numbers in 万 where the language is Chinese; null for all digits.</summary>
    public string? Numbers { get; init; }
    /// <summary><c>light</c> or <c>dark</c>; null for that of the system.</summary>
    public string? Theme { get; init; }

    /// <summary>The version of the record that is shown; null for the present one.</summary>
    public long? Version { get; init; }

    // Of one page.
    /// <summary>
    /// What a point covers: <c>week</c>, <c>month</c>, <c>quarter</c>, <c>year</c> or <c>figure</c>; null for the page's own choice.
    /// </summary>
    public string? Per { get; init; }
    /// <summary>What is shown of it: <c>count</c>, <c>pace</c>, <c>total</c> and more; null for the page's own choice.</summary>
    public string? Show { get; init; }
    /// <summary>The series shown, such as <c>deliveries.delivered</c>.</summary>
    public IReadOnlyList<string> Series { get; init; } = [];
    /// <summary>A preset of days, such as <c>13w</c> or <c>2024</c>.</summary>
    public string? Range { get; init; }
    /// <summary>The first day shown; null for all.</summary>
    public DateOnly? From { get; init; }
    /// <summary>The last day shown; null for all.</summary>
    public DateOnly? To { get; init; }
    /// <summary>The day that the page is asked about.</summary>
    public DateOnly? Day { get; init; }
    /// <summary>How many periods an average trails over; null for none.</summary>
    public int? Average { get; init; }
    /// <summary>The day with which the one shown is compared.</summary>
    public DateOnly? Then { get; init; }
    /// <summary>Which of several panels below the chart is shown; null for the first.</summary>
    public string? Panel { get; init; }
    /// <summary>The vehicles compared.</summary>
    public IReadOnlyList<string> Vehicles { get; init; } = [];
    /// <summary>What compared vehicles are aligned by.</summary>
    public string? Align { get; init; }
    /// <summary>The car since which compared vehicles are counted.</summary>
    public int? Nth { get; init; }
    /// <summary>Words that rows of a table must hold.</summary>
    public string? Search { get; init; }
    /// <summary>The account whose doings are shown.</summary>
    public string? Who { get; init; }
    /// <summary>Where a part of the log begins.</summary>
    public string? Place { get; init; }
    /// <summary>The column that a table is sorted by; with a <c>-</c> before it, the greatest first.</summary>
    public string? Sort { get; init; }
    /// <summary>Which of several tables is shown.</summary>
    public string? Tab { get; init; }
    /// <summary>The versions of further vehicles that a chart is derived from; it is only in the addresses of charts.</summary>
    public string? Stamp { get; init; }
    /// <summary>The path of the page that a file is taken from; it is only in the addresses of files.</summary>
    public string? Taken { get; init; }
    /// <summary>What is opened beside the page: a number's working, a point, a claim.</summary>
    public string? Open { get; init; }
    /// <summary>Marks of a chart that are hidden.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];
    /// <summary>Whether tables stand in place of charts.</summary>
    public bool Table { get; init; }

    /// <summary>The page of a long table, from 1.</summary>
    public int TablePage { get; init; } = 1;

    /// <summary>The vehicle that figures are entered of, where the path names none.</summary>
    public string? EnteredVehicle { get; init; }
    /// <summary>Which days the rows of the grid have: <c>weeks</c>, <c>months</c> or <c>days</c>; null for weeks.</summary>
    public string? Rows { get; init; }
    /// <summary>The columns of the grid; none for the page's own choice.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
    /// <summary>The row of the grid that is gone to.</summary>
    public string? Week { get; init; }

    private sealed record Key(string Name, bool Kept, Func<ViewState, string?> Write, Func<ViewState, string, ViewState> Read);

    // A choice is one line here and a property above.
    private static readonly Key[] Keys =
    [
        new("asOf", true, v => v.AsOf?.Iso(), (v, text) => v with { AsOf = DayText.Read(text) }),
        new("grade", true, v => v.Grade == Grade.D ? null : GradeName(v.Grade), (v, text) => v with { Grade = ReadGrade(text) }),
        new(
            "month",
            true,
            v => v.Month == MonthBasis.FourWeeks ? null : v.Month.Key,
            (v, text) => v with { Month = MonthBasis.Find(text) ?? v.Month }),
        new(LanguageKey, true, v => v.Language, (v, text) => v with { Language = Languages.Find(text)?.Name }),
        new(
            NumbersKey,
            true,
            v => v.Numbers,
            (v, text) => v with { Numbers = text == TenThousandsCulture.Key ? text : null }),
        new("theme", true, v => v.Theme, (v, text) => v with { Theme = text is "light" or "dark" ? text : null }),
        new("version", true, v => v.Version?.ToString(CultureInfo.InvariantCulture), (v, text) => v with { Version = WholeLong(text) }),
        new("per", false, v => v.Per, (v, text) => v with { Per = Word(text) }),
        new("show", false, v => v.Show, (v, text) => v with { Show = Word(text) }),
        new("series", false, v => Join(v.Series), (v, text) => v with { Series = Words(text) }),
        new("range", false, v => v.Range, (v, text) => v with { Range = Word(text) }),
        new("from", false, v => v.From?.Iso(), (v, text) => v with { From = DayText.Read(text) }),
        new("to", false, v => v.To?.Iso(), (v, text) => v with { To = DayText.Read(text) }),
        new("day", false, v => v.Day?.Iso(), (v, text) => v with { Day = DayText.Read(text) }),
        new("average", false, v => v.Average?.ToString(CultureInfo.InvariantCulture), (v, text) => v with { Average = Whole(text) }),
        new("then", false, v => v.Then?.Iso(), (v, text) => v with { Then = DayText.Read(text) }),
        new("panel", false, v => v.Panel, (v, text) => v with { Panel = Word(text) }),
        new("vehicles", false, v => Join(v.Vehicles), (v, text) => v with { Vehicles = Words(text) }),
        new("align", false, v => v.Align, (v, text) => v with { Align = Word(text) }),
        new("nth", false, v => v.Nth?.ToString(CultureInfo.InvariantCulture), (v, text) => v with { Nth = Whole(text) }),
        new("q", false, v => v.Search, (v, text) => v with { Search = text.Length <= 200 ? text : null }),
        new("who", false, v => v.Who, (v, text) => v with { Who = text.Length <= Data.Author.MaxLength ? text : null }),
        new(
            "place",
            false,
            v => v.Place,
            (v, text) => v with { Place = text.Length <= 50 && text.All(c => char.IsAsciiDigit(c) || c == '.') ? text : null }),
        new("sort", false, v => v.Sort, (v, text) => v with { Sort = Word(text.TrimStart('-')) is null ? null : text }),
        new("tab", false, v => v.Tab, (v, text) => v with { Tab = Word(text) }),
        new(
            "stamp",
            false,
            v => v.Stamp,
            (v, text) => v with { Stamp = text.Length <= 200 && text.Split('.').All(Domain.Series.IsKey) ? text : null }),
        new(
            "taken",
            false,
            v => v.Taken,
            (v, text) =>
                v with
                {
                    Taken = text.Length <= 300 && text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal) ? text : null,
                }),
        new("open", false, v => v.Open, (v, text) => v with { Open = text.Length <= 200 ? text : null }),
        new("hidden", false, v => Join(v.Hidden), (v, text) => v with { Hidden = Words(text) }),
        new(
            "page",
            false,
            v => v.TablePage > 1 ? v.TablePage.ToString(CultureInfo.InvariantCulture) : null,
            (v, text) => v with { TablePage = Whole(text) ?? 1 }),
        new("vehicle", false, v => v.EnteredVehicle, (v, text) => v with { EnteredVehicle = Word(text) }),
        new("rows", false, v => v.Rows, (v, text) => v with { Rows = Word(text) }),
        new("cols", false, v => Join(v.Columns), (v, text) => v with { Columns = ColumnNames(text) }),
        new("week", false, v => v.Week, (v, text) => v with { Week = text.Length <= 32 ? text : null }),
        new("table", false, v => v.Table ? "1" : null, (v, text) => v with { Table = text == "1" }),
    ];

    /// <summary>The slug of the vehicle that the path names, or of the first one compared; null where the default is meant.</summary>
    public string? Vehicle => Parts is ["vehicles", var slug, ..] ? Uri.UnescapeDataString(slug)
        : EnteredVehicle ?? (Vehicles.Count > 0 ? Vehicles[0] : null);

    /// <summary>
    /// The page of a vehicle that is shown: empty for the overview, <c>explore</c>, <c>demand</c> …; null for any other page.
    /// </summary>
    public string? Page =>
        Parts switch
        {
            [] => "",
            ["vehicles", _] => "",
            ["vehicles", _, var page] => page,
            ["compare"] => "compare",
            _ => null,
        };

    private string[] Parts => Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads a view from an address, whole or from its path on; what cannot be read is as if it were not there.</summary>
    public static ViewState Read(string address)
    {
        var path =
            Uri.TryCreate(address, UriKind.Absolute, out var whole) && whole.Scheme != Uri.UriSchemeFile
                ? whole.PathAndQuery
                : address.Split('#')[0];
        var query = path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start ? QueryHelpers.ParseQuery(path[start..]) : [];
        return Keys.Aggregate(
            new ViewState { Path = path.Split('?')[0] },
            (view, key) =>
                query.TryGetValue(key.Name, out var value) && value.ToString() is { Length: > 0 } text ? key.Read(view, text) : view);
    }

    /// <summary>The choices as the parameters of an address, in one order; those that are as they are without more are left out.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Query => Written(Keys);

    /// <summary>The address of this view.</summary>
    public string Url => QueryHelpers.AddQueryString(Path, Query);

    /// <summary>The address of another page that keeps what every link keeps. What the path itself says stands.</summary>
    public string Link(string path)
    {
        var own = path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start
            ? QueryHelpers.ParseQuery(path[start..].Split('#')[0])
            : [];
        return QueryHelpers.AddQueryString(path, Written(Keys.Where(k => k.Kept)).Where(q => !own.ContainsKey(q.Key)));
    }

    /// <summary>The address of a page of a vehicle: empty for its overview.</summary>
    public string LinkToVehicle(string slug, string page = "") => Link(
        page == "compare" ? $"/compare?vehicles={Uri.EscapeDataString(slug)}"
        : $"/vehicles/{Uri.EscapeDataString(slug)}{(page.Length == 0 ? "" : "/" + page)}");

    /// <summary>The parameters under other names than those given, for forms that set these themselves.</summary>
    public IEnumerable<KeyValuePair<string, string?>> QueryWithout(params string[] names) => Query.Where(q => !names.Contains(q.Key));

    /// <summary>The name of a grade in addresses.</summary>
    public static string GradeName(Grade grade) => grade.ToString().ToLowerInvariant();

    /// <inheritdoc cref="Url"/>
    public override string ToString() => Url;

    private IEnumerable<KeyValuePair<string, string?>> Written(IEnumerable<Key> keys) =>
        keys.Select(k => KeyValuePair.Create(k.Name, k.Write(this))).Where(q => !string.IsNullOrEmpty(q.Value));

    private static Grade ReadGrade(string text) =>
        text.Length == 1 && Enum.TryParse<Grade>(text, ignoreCase: true, out var grade) && Enum.IsDefined(grade) ? grade : Grade.D;

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static long? WholeLong(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static string? Word(string text) => Domain.Series.IsKey(text) ? text : null;

    private static string? Join(IReadOnlyList<string> words) => words.Count == 0 ? null : string.Join(',', words);

    // A column is a series, with a ~ where it is counted to date.
    private static string[] ColumnNames(string text) =>
        text.Length > 2000 ? [] : [.. text.Split(',').Where(c => c.TrimEnd('~').Split('.').All(Domain.Series.IsKey)).Distinct()];

    private static string[] Words(string text) =>
        text.Length > 2000 ? [] : [.. text.Split(',').Where(w => w.Split('.').All(Domain.Series.IsKey)).Distinct()];
}
