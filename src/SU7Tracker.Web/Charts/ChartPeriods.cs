using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Charts;

/// <summary>Divides the days of a series into weeks, months, quarters or years.</summary>
internal static class ChartPeriods
{
    public const string Week = "week", Month = "month", Quarter = "quarter", Year = "year";

    /// <summary>The periods that some days touch, in order.</summary>
    public static IEnumerable<Period> In(Period days, string per)
    {
        for (var period = Of(days.Start, per); period.Start <= days.End; period = Of(period.End.AddDays(1), per))
        {
            yield return period;
        }
    }

    /// <summary>The period that holds a day.</summary>
    public static Period Of(DateOnly day, string per) => per switch
    {
        Week => Domain.Week.Of(day).Period,
        Quarter => DisplayExtensions.Quarter(day),
        Year => DisplayExtensions.Year(day),
        _ => Domain.Month.Of(day).Period,
    };

    /// <summary>What a curve says of each period: its count, or its pace in units a week, over the days that the series covers.</summary>
    public static IEnumerable<ChartPoint> Points(Curve curve, string per, Period shown, bool pace = false)
    {
        var covers = new Period(curve.First, curve.Last);
        foreach (var period in In(shown, per))
        {
            if (period.Overlap(covers) is not { } covered)
            {
                continue;
            }
            var count = curve.In(covered);
            var partial = covered != period;
            var value = pace ? count / covered.Days * 7 : count;
            var name = period.DisplayName();
            yield return new(period, value)
            {
                Look = ChartPoint.LookOf(count, partial),
                Tick = TickOf(period, per, first: period.Start <= shown.Start),
                Title = per == Week ? $"{name} · {period.Display()}" : name,
                Notes = partial ? [ChartTexts.PartialDays.With(covered.Days, period.Days)] : [],
            };
        }
    }

    // The year stands where it begins to be another.
    private static string TickOf(Period period, string per, bool first) => per switch
    {
        Week => period.Start.DisplayShort(),
        Quarter => period.DisplayName(),
        Year => period.DisplayName(),
        _ when first || period.Start.Month == 1 => Domain.Month.Of(period.Start).Display(),
        _ => period.Start.ToString(DisplayTexts.MonthOfYearFormat, System.Globalization.CultureInfo.CurrentCulture),
    };
}
