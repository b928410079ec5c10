using System.Globalization;
using System.Text.RegularExpressions;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>Reads weeks, months, quarters, years, days and periods as spreadsheets and posts write them.</summary>
internal static partial class TimeText
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking;
    private const int Longest = 60;

    private static readonly string[] MonthFormats =
        ["yyyy-M", "yyyy/M", "yyyy.M", "yyyy年M月", "yyyy年M月份", "MMM yyyy", "MMMM yyyy", "MMM-yy", "MMM-yyyy", "M/yyyy", "yyyy MMM"];

    /// <summary>
    /// Reads the days that a cell names; null when it cannot be read, or only in one of two ways that nobody has chosen.
    /// </summary>
    /// <param name="text">What is typed.</param>
    /// <param name="kind">What the days of the column stand for.</param>
    /// <param name="order">How 03/04/2024 is read, once that is known.</param>
    public static Period? Read(string text, TimeKind kind, DateOrder? order)
    {
        if (text.Length is 0 or > Longest)
        {
            return null;
        }
        var period = ReadDay(text, order) is { } day ? new Period(day, day) : Week(text) ?? Month(text) ?? LongerOrBetween(text, order);
        if (period is not { } found || found.Start < Period.Earliest || found.End > Period.Latest)
        {
            return null;
        }
        return kind switch
        {
            TimeKind.Week when found.Days <= 7 => Domain.Week.Of(found.End).Period,
            TimeKind.Month when found.Days <= 31 => Domain.Month.Of(found.End).Period,
            TimeKind.Week or TimeKind.Month => null,
            _ => found,
        };
    }

    /// <summary>Reads a day; the number that a spreadsheet keeps for it as well.</summary>
    public static DateOnly? ReadDay(string text, DateOrder? order)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso))
        {
            return iso;
        }
        if (DayText.Read(text) is { } plain)
        {
            return plain;
        }
        if (Parts(text) is { } parts)
        {
            var dayFirst = parts.Second > 12 ? false : parts.First > 12 || parts.First == parts.Second ? true : order switch
            {
                DateOrder.DayFirst => true,
                DateOrder.MonthFirst => false,
                _ => (bool?)null,
            };
            return dayFirst is { } known ? parts.Day(known) : null;
        }
        // 36526 is 1 January 2000, 73050 the last day of 2099; a column of counts is never asked for days.
        return Serial().IsMatch(text) && int.Parse(text.AsSpan(0, 5), CultureInfo.InvariantCulture) is >= 36_526 and <= 73_050 and var days
            ? new DateOnly(1899, 12, 30).AddDays(days)
            : IsoWithTime().Match(text) is { Success: true } time ? DayText.Read(time.Groups[1].Value) : null;
    }

    /// <summary>Whether a day can be read in two ways.</summary>
    public static bool IsAmbiguous(string text) =>
        Parts(text) is { First: <= 12, Second: <= 12 } parts && parts.First != parts.Second;

    /// <summary>The order that a day by itself can only be written in; null for any other text.</summary>
    public static DateOrder? OrderOf(string text) => Parts(text) is not { } parts ? null
        : parts is { First: > 12, Second: <= 12 } && parts.Day(true) is not null ? DateOrder.DayFirst
        : parts is { First: <= 12, Second: > 12 } && parts.Day(false) is not null ? DateOrder.MonthFirst
        : null;

    /// <summary>Whether a text names a week without its year.</summary>
    public static bool LacksYear(string text) => text.Length <= Longest && WeekAlone().IsMatch(text);

    /// <summary>The days that can be meant by one that no month has, such as 31 June.</summary>
    public static IReadOnlyList<string> Neighbours(string text)
    {
        if (Impossible().Match(text) is { Success: true } iso)
        {
            return Last(Number(iso, "year"), Number(iso, "month")) is { } end ? [end.Iso(), end.AddDays(1).Iso()] : [];
        }
        if (Parts(text) is not { } parts || parts.Day(true) is not null || parts.Day(false) is not null)
        {
            return [];
        }
        var dayFirst = parts.First > parts.Second;
        if (Last(parts.Year, dayFirst ? parts.Second : parts.First) is not { } last)
        {
            return [];
        }
        var format = dayFirst ? "dd'/'MM'/'yyyy" : "MM'/'dd'/'yyyy";
        return [.. new[] { last, last.AddDays(1) }.Select(d => d.ToString(format, CultureInfo.InvariantCulture))];

        static DateOnly? Last(int year, int month) =>
            month is >= 1 and <= 12 && year is > 1900 and < 2200 ? new(year, month, DateTime.DaysInMonth(year, month)) : null;
    }

    private static Period? Week(string text) =>
        WeekText().Match(text) is { Success: true } match && Domain.Week.TryParse(
            string.Create(CultureInfo.InvariantCulture, $"{Number(match, "year")}-W{Number(match, "week"):00}"), out var week)
            ? week.Period
            : null;

    private static Period? Month(string text) =>
        DateOnly.TryParseExact(text, MonthFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var first)
        && first.Day == 1
            ? Domain.Month.Of(first).Period
            : null;

    private static Period? LongerOrBetween(string text, DateOrder? order)
    {
        if (QuarterText().Match(text) is { Success: true } quarter)
        {
            var start = new DateOnly(Number(quarter, "year"), (Number(quarter, "quarter") * 3) - 2, 1);
            return new(start, start.AddMonths(3).AddDays(-1));
        }
        if (YearText().Match(text) is { Success: true } year)
        {
            return new(new(Number(year, "year"), 1, 1), new(Number(year, "year"), 12, 31));
        }
        if (WithinYear().Match(text) is { Success: true } within)
        {
            var years = Number(within, "year");
            var month = Number(within, "month");
            return Between(
                Day(years, month, Number(within, "from")),
                Day(years, within.Groups["tomonth"].Success ? Number(within, "tomonth") : month, Number(within, "to")));
        }
        if (NamedWithin().Match(text) is { Success: true } named)
        {
            var rest = " " + named.Groups["month"].Value + " " + named.Groups["year"].Value;
            return Between(ReadDay(named.Groups["from"].Value + rest, order), ReadDay(named.Groups["to"].Value + rest, order));
        }
        foreach (var mark in new[] { " – ", " - ", " — ", " to ", "–", "—", "~", "至", "到", "/" })
        {
            if (text.Split(mark) is [var from, var to] && ReadDay(from.Trim(), order) is { } a && ReadDay(to.Trim(), order) is { } b)
            {
                return Between(a, b);
            }
        }
        return null;

        static Period? Between(DateOnly? from, DateOnly? to) => from <= to ? new(from.Value, to.Value) : null;

        static DateOnly? Day(int year, int month, int day) =>
            month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;
    }

    // Of most cells of a long sheet their length or their third letter tells it.
    private static NumericDay? Parts(string text)
    {
        if (
            text.Length is < 6 or > 10
            || text.AsSpan(1, 2).IndexOfAny('/', '-') < 0
            || Numeric().Match(text) is not { Success: true } match)
        {
            return null;
        }
        var year = Number(match, "year");
        return new(Number(match, "first"), Number(match, "second"), year < 100 ? 2000 + year : year);
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private readonly record struct NumericDay(int First, int Second, int Year)
    {
        public DateOnly? Day(bool dayFirst)
        {
            var (day, month) = dayFirst ? (First, Second) : (Second, First);
            return month is >= 1 and <= 12 && day >= 1 && Year is > 1900 and < 2200 && day <= DateTime.DaysInMonth(Year, month)
                ? new(Year, month, day)
                : null;
        }
    }

    // With points the day comes first wherever it is written so.
    [GeneratedRegex(@"\A(?<first>[0-9]{1,2})[/\-](?<second>[0-9]{1,2})[/\-](?<year>[0-9]{4}|[0-9]{2})\z", Options)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"\A[0-9]{5}(\.0+)?\z", Options)]
    private static partial Regex Serial();

    [GeneratedRegex(@"\A([0-9]{4}-[0-9]{2}-[0-9]{2})[ T][0-9:.]+Z?\z", Options)]
    private static partial Regex IsoWithTime();

    [GeneratedRegex(@"\A(?<year>[0-9]{4})[-/.](?<month>[0-9]{1,2})[-/.][0-9]{2}\z", Options)]
    private static partial Regex Impossible();

    [GeneratedRegex(
        @"\A(?:(?<year>[0-9]{4})\s*年?\s*(?:[-/ ]?\s*(?:W|Week|Wk|KW|CW)\.?\s*|第\s*)(?<week>[0-9]{1,2})\s*周?|(?:W|Week|Wk|KW|CW)\.?\s*(?<week>[0-9]{1,2})\s*(?:,|/|-| of)?\s*(?<year>[0-9]{4}))\z",
        Options)]
    private static partial Regex WeekText();

    [GeneratedRegex(@"\A(?:(?:W|Week|Wk|KW|CW)\.?\s*[0-9]{1,2}|第?\s*[0-9]{1,2}\s*周)\z", Options)]
    private static partial Regex WeekAlone();

    [GeneratedRegex(
        @"\A(?:(?<year>[0-9]{4})\s*年?\s*-?(?:Q|第)\s*(?<quarter>[1-4])\s*(?:季度)?|Q(?<quarter>[1-4])[ /-]*(?<year>[0-9]{4}))\z", Options)]
    private static partial Regex QuarterText();

    [GeneratedRegex(@"\A(?<year>(?:19|20|21)[0-9]{2})(?:年|年全年)?\z", Options)]
    private static partial Regex YearText();

    // 2024年4月8日-14日, 2024.4.8-4.14
    [GeneratedRegex(
        @"\A(?<year>(?:19|20|21)[0-9]{2})[年./](?<month>[0-9]{1,2})[月./](?<from>[0-9]{1,2})日?\s*[-–—~至到]\s*(?:(?<tomonth>[0-9]{1,2})[月./])?(?<to>[0-9]{1,2})日?\z",
        Options)]
    private static partial Regex WithinYear();

    // 8–14 Apr 2024
    [GeneratedRegex(@"\A(?<from>[0-9]{1,2})\s*[-–—]\s*(?<to>[0-9]{1,2})\s+(?<month>[a-z]+)\s+(?<year>[0-9]{4})\z", Options)]
    private static partial Regex NamedWithin();
}
