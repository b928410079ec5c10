using SU7Tracker.Domain;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Plans;

/// <summary>
/// The targets that a reader sees: three periods with charts at a time, the latest first, and the day from which the pace is asked.
/// </summary>
public sealed class TargetsView
{
    /// <summary>How many periods are drawn side by side.</summary>
    public const int Most = 3;

    private readonly ViewState _view;
    private readonly List<TargetPeriod> _main;

    /// <summary>Derives from a snapshot.</summary>
    public TargetsView(Snapshot snapshot, ViewState view)
    {
        _view = view;
        All = new Targets(snapshot).Periods;
        _main = [.. All.Where(p => !All.Any(o => o.Measure == p.Measure && o.Days != p.Days && o.Days.Contains(p.Days)))];
        var after = view.To is { } to ? _main.Count(p => p.Days.End > to) : 0;
        Pages = Math.Max(1, (_main.Count + Most - 1) / Most);
        Page = Math.Min((after / Most) + 1, Pages);
        Shown = [.. _main.SkipLast((Page - 1) * Most).TakeLast(Most)];
    }

    /// <summary>All periods with a target.</summary>
    public IReadOnlyList<TargetPeriod> All { get; }
    /// <summary>Those with charts: that lie in no longer one.</summary>
    public IReadOnlyList<TargetPeriod> Shown { get; }
    /// <summary>The page of them, from 1 for the latest.</summary>
    public int Page { get; }
    /// <summary>How many pages there are.</summary>
    public int Pages { get; }

    /// <summary>The view of another page: the periods up to a day.</summary>
    public ViewState ViewOf(int page) => _view with { To = page <= 1 ? null : _main[^(((page - 1) * Most) + 1)].Days.End };

    /// <summary>
    /// The day of a period from which the pace is asked: the day chosen, in its own year; without one the end of the last quarter but one,
    /// and never after what is known.
    /// </summary>
    public DateOnly DayOf(TargetPeriod period)
    {
        var (start, end) = (period.Days.Start, period.Days.End);
        var wanted = _view.Day is { } day ? InYearOf(day, period.Days)
            : period.Days.Days > 200 ? DisplayExtensions.Quarter(end).Start.AddDays(-1)
            : start.AddDays(period.Days.Days / 2);
        return period.Last is { } last && wanted > last ? last : wanted;
    }

    /// <summary>The pace held in the quarter of a day; null when nothing is known of it.</summary>
    public static (Period Days, Quantity Pace)? HeldAt(TargetPeriod period, DateOnly day) =>
        period.Held().Where(h => h.Days.Contains(day)).Select(h => ((Period, Quantity)?)h).FirstOrDefault();

    // The same day of the year within the period, else the nearest day of the period.
    private static DateOnly InYearOf(DateOnly day, Period period)
    {
        var wanted = new[] { period.Start.Year, period.End.Year }
            .Select(y => new DateOnly(y, day.Month, Math.Min(day.Day, DateTime.DaysInMonth(y, day.Month))))
            .Where(period.Contains).Cast<DateOnly?>().FirstOrDefault();
        return period.Contains(day) ? day : wanted ?? (day < period.Start ? period.Start : period.End);
    }
}
