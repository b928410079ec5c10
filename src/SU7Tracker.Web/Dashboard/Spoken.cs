using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Dashboard;

/// <summary>Domain values as the reader reads them, in the language and culture of the screen.</summary>
internal static class Spoken
{
    /// <summary>A text with what it names in place.</summary>
    public static string With(this string text, params object?[] arguments) => string.Format(CultureInfo.CurrentCulture, text, arguments);

    /// <summary>A day: <c>14 Apr 2024</c>.</summary>
    public static string Say(this DateOnly day) => day.ToString(DashboardTexts.DayFormat, CultureInfo.CurrentCulture);

    /// <summary>A period without what both its ends share: <c>8–14 Apr 2024</c>.</summary>
    public static string Say(this Period period) =>
        (period.Days == 1 ? DashboardTexts.PeriodOfADay
            : period.Start.Year != period.End.Year ? DashboardTexts.PeriodOverYears
            : period.Start.Month != period.End.Month ? DashboardTexts.PeriodInYear
            : DashboardTexts.PeriodInMonth).With(period.Start, period.End);

    /// <summary>A figure's days: its period, or up to the end of a day.</summary>
    public static string Say(this FigureKey key) => key.Period is { } period ? period.Say() : DashboardTexts.UpTo.With(key.End.Say());

    /// <summary>A quantity, rounded for the screen.</summary>
    public static string Say(this Quantity quantity, int decimals = 0) => quantity.ToString(decimals, CultureInfo.CurrentCulture);

    /// <summary>Whether nothing is said: zero or more.</summary>
    public static bool IsVacuous(this Quantity quantity) => quantity.Low.Sign == 0 && quantity.High is null;

    /// <summary>The days that a number speaks of.</summary>
    public static string Say(this Span span) => span.From is { } from ? new Period(from, span.To).Say() : DashboardTexts.UpTo.With(span.To.Say());

    /// <summary>A unit.</summary>
    public static string Say(this Unit unit) => Word("Unit_" + (unit == Unit.Times ? "times" : unit.Name)) ?? unit.Name;

    /// <summary>A month basis and its factor.</summary>
    public static string Say(this MonthBasis basis) => Word("Month_" + basis.Key) ?? basis.Key;

    /// <summary>A date as precisely as it is known.</summary>
    public static string Say(this Milestone milestone) => milestone.Precision switch
    {
        DatePrecision.Year => milestone.Date.ToString(DashboardTexts.YearFormat, CultureInfo.CurrentCulture),
        DatePrecision.Month => milestone.Date.ToString(DashboardTexts.MonthFormat, CultureInfo.CurrentCulture),
        _ => milestone.Date.Say(),
    };

    /// <summary>A measure.</summary>
    public static string Say(this Measure measure) => Word("Measure" + measure) ?? measure.ToString();

    /// <summary>A series: its measure, what exactly was counted, and where.</summary>
    public static string Say(this Series series)
    {
        var name = DashboardTexts.SeriesName.With(series.Measure.Say(), Word("Basis_" + series.Basis) ?? series.Basis);
        return series.City.Length == 0 ? name : DashboardTexts.SeriesInCity.With(name, series.City);
    }

    /// <summary>A text whose key is put together; null when there is none.</summary>
    public static string? Word(string key) => DashboardTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
}
