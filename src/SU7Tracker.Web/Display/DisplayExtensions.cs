using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Display;

/// <summary>
/// Writes domain values for a reader, in the language and culture of the screen. Every page and chart uses these and no others.
/// </summary>
internal static class DisplayExtensions
{
    /// <summary>Puts arguments in place in a text.</summary>
    public static string With(this string text, params object?[] arguments)
    {
        var written = string.Format(CultureInfo.CurrentCulture, text, arguments);
        return NumberText.InTenThousands ? written.Replace("万 辆", "万辆", StringComparison.Ordinal) : written;
    }

    /// <summary>Writes a day: <c>14 Apr 2024</c>.</summary>
    public static string Display(this DateOnly day) => day.ToString(DisplayTexts.DayFormat, CultureInfo.CurrentCulture);

    /// <summary>Writes a moment in UTC: <c>14 Apr 2024 09:30</c>.</summary>
    public static string DisplayTime(this DateTimeOffset moment) =>
        DisplayTexts.Moment.With(DateOnly.FromDateTime(moment.UtcDateTime).Display(), moment.UtcDateTime);

    /// <summary>Writes a day without its year: <c>14 Apr</c>.</summary>
    public static string DisplayShort(this DateOnly day) => day.ToString(DisplayTexts.DayOfYearFormat, CultureInfo.CurrentCulture);

    /// <summary>Writes a period without what both its ends share: <c>8–14 Apr 2024</c>.</summary>
    public static string Display(this Period period) =>
        (period.Days == 1 ? DisplayTexts.PeriodOfADay
            : period.Start.Year != period.End.Year ? DisplayTexts.PeriodOverYears
            : period.Start.Month != period.End.Month ? DisplayTexts.PeriodInYear
            : DisplayTexts.PeriodInMonth).With(period.Start, period.End);

    /// <summary>Writes a period without its year where both ends share it: <c>8–14 Apr</c>.</summary>
    public static string DisplayShort(this Period period) => period.Start.Year != period.End.Year ? period.Display() :
        (period.Days == 1 ? DisplayTexts.ShortPeriodOfADay
            : period.Start.Month != period.End.Month ? DisplayTexts.ShortPeriodInYear
            : DisplayTexts.ShortPeriodInMonth).With(period.Start, period.End);

    /// <summary>Writes a week: <c>week 15 of 2024</c>.</summary>
    public static string Display(this Week week) =>
        DisplayTexts.WeekOfYear.With(ISOWeek.GetWeekOfYear(Noon(week.Monday)), ISOWeek.GetYear(Noon(week.Monday)));

    /// <summary>Writes a month: <c>Apr 2024</c>.</summary>
    public static string Display(this Month month) => month.Period.Start.ToString(DisplayTexts.MonthFormat, CultureInfo.CurrentCulture);

    /// <summary>Names a period where it has a name (week, month, quarter, year), else writes its days.</summary>
    public static string DisplayName(this Period period) =>
        period == Week.Of(period.Start).Period ? Week.Of(period.Start).Display()
        : period == Month.Of(period.Start).Period ? Month.Of(period.Start).Display()
        : period == Quarter(period.Start) ? DisplayTexts.QuarterOfYear.With((period.Start.Month + 2) / 3, period.Start.Year)
        : period == Year(period.Start) ? period.Start.ToString(DisplayTexts.YearFormat, CultureInfo.CurrentCulture)
        : period.Display();

    /// <summary>The calendar quarter that holds a day.</summary>
    public static Period Quarter(DateOnly day)
    {
        var start = new DateOnly(day.Year, day.Month - ((day.Month - 1) % 3), 1);
        return new(start, start.AddMonths(3).AddDays(-1));
    }

    /// <summary>The calendar year that holds a day.</summary>
    public static Period Year(DateOnly day) => new(new(day.Year, 1, 1), new(day.Year, 12, 31));

    /// <summary>Writes a figure's days: its period, or up to the end of a day.</summary>
    public static string Display(this FigureKey key) =>
        key.Period is { } period ? period.Display() : DisplayTexts.UpTo.With(key.End.Display());

    /// <summary>Writes a figure's days with the name of their week, month or quarter where they have one.</summary>
    public static string DisplayNamed(this FigureKey key) =>
        key.Period is { } period && period.DisplayName() is var name && name != period.Display()
            ? $"{name}, {period.Display()}"
            : key.Display();

    /// <summary>Writes a quantity, rounded for the screen.</summary>
    public static string Display(this Quantity quantity, int decimals = 0) => NumberText.Of(quantity, decimals);

    /// <summary>Writes a plain number.</summary>
    public static string Display(this Rational number, int decimals = 0) => Quantity.Exact(number).Display(decimals);

    /// <summary>Writes a number of things.</summary>
    public static string Display(this int number) => Display((long)number);

    /// <summary>Writes a number of things.</summary>
    public static string Display(this long number) => NumberText.Of(number, 0, Math.Round);

    /// <summary>Writes how a quantity is known: exact, rounded, range, floor or ceiling.</summary>
    public static string Display(this Qualifier qualifier) => Text("Qualifier_", qualifier);

    /// <summary>Whether a quantity allows any value from zero up.</summary>
    public static bool IsVacuous(this Quantity quantity) => quantity.Low.Sign == 0 && quantity.High is null;

    /// <summary>Writes the days that a number covers.</summary>
    public static string Display(this Span span) =>
        span.From is { } from ? new Period(from, span.To).Display() : DisplayTexts.UpTo.With(span.To.Display());

    /// <summary>Writes the days that a number covers in the space of a card: a stock by its day alone.</summary>
    public static string DisplayShort(this Span span) => span.From is { } from ? new Period(from, span.To).Display() : span.To.Display();

    /// <summary>Writes a unit.</summary>
    public static string Display(this Unit unit) => Find("Unit_" + (unit == Unit.Times ? "times" : unit.Name)) ?? unit.Name;

    /// <summary>Writes a month basis with its factor.</summary>
    public static string Display(this MonthBasis basis) => Find("Month_" + basis.Key) ?? basis.Key;

    /// <summary>Writes a month basis as part of a sentence.</summary>
    public static string DisplayShort(this MonthBasis basis) => Find("MonthShort_" + basis.Key) ?? basis.Key;

    /// <summary>Writes a date as precisely as it is known.</summary>
    public static string DisplayDate(this Milestone milestone) => milestone.Precision switch
    {
        DatePrecision.Year => milestone.Date.ToString(DisplayTexts.YearFormat, CultureInfo.CurrentCulture),
        DatePrecision.Month => milestone.Date.ToString(DisplayTexts.MonthFormat, CultureInfo.CurrentCulture),
        _ => milestone.Date.Display(),
    };

    /// <summary>Writes what a milestone is about, in the reader's language where it is recorded in it.</summary>
    public static string DisplaySubject(this Milestone milestone) => InChinese(milestone.SubjectZh, milestone.Subject);

    /// <summary>Writes what happened, in the reader's language where it is recorded in it.</summary>
    public static string DisplayEvent(this Milestone milestone) => InChinese(milestone.EventZh, milestone.Event);

    /// <summary>Writes a vehicle's name, in the reader's language where it is recorded in it.</summary>
    public static string DisplayName(this Vehicle vehicle) => InChinese(vehicle.NameZh, vehicle.Name);

    /// <summary>Writes a city's name, in the reader's language where it is recorded in it.</summary>
    public static string DisplayName(this City city) => InChinese(city.NameZh, city.Name);

    /// <summary>Writes what was claimed, in the reader's language where it is recorded in it.</summary>
    public static string DisplayStatement(this Claim claim) => InChinese(claim.StatementZh, claim.Statement);

    /// <summary>Writes a measure.</summary>
    public static string Display(this Measure measure) => Text("Measure_", measure);

    /// <summary>Writes a basis: what exactly was counted. A word that is not one of ours stays as it was recorded.</summary>
    public static string DisplayBasis(string basis) => Find("Basis_" + basis) ?? basis;

    /// <summary>Writes a series: its measure, what exactly was counted, and where.</summary>
    public static string Display(this Series series, City? city = null)
    {
        var name = DisplayTexts.SeriesName.With(series.Measure.Display(), DisplayBasis(series.Basis));
        return series.City.Length == 0 ? name : DisplayTexts.SeriesInCity.With(name, city?.DisplayName() ?? series.City);
    }

    /// <summary>Writes what a grade stands for.</summary>
    public static string Display(this Grade grade) => DisplayTexts.GradeOf.With(grade, Text("Grade_", grade));

    /// <summary>Writes the verdict on a claim.</summary>
    public static string Display(this Answer answer) => Text("Answer_", answer);

    /// <summary>Writes a law.</summary>
    public static string Display(this Law law) => Texts.Get($"Law_{law}", CultureInfo.CurrentUICulture);

    /// <summary>Writes why a figure was set aside.</summary>
    public static string Display(this SetAsideReason reason) => Texts.Get($"SetAside_{reason}", CultureInfo.CurrentUICulture);

    /// <summary>Writes the name of a metric.</summary>
    public static string DisplayTitle(this Metric metric) => metric.Title(CultureInfo.CurrentUICulture);

    /// <summary>Writes a reason.</summary>
    public static string Display(this Reason reason) => reason.Text(CultureInfo.CurrentUICulture);

    /// <summary>The language of the reader as addresses and HTML name it.</summary>
    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    private static string InChinese(string chinese, string otherwise) => IsChinese && chinese.Length > 0 ? chinese : otherwise;

    private static string Text<T>(string kind, T value) where T : struct, Enum => Find(kind + value) ?? value.ToString();

    private static string? Find(string key) => DisplayTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);

    private static DateTime Noon(DateOnly day) => day.ToDateTime(new(12, 0));
}
