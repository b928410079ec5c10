using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>A row of the grid: some days in a row.</summary>
/// <param name="Days">The days.</param>
public sealed record GridRow(Period Days)
{
    /// <summary>The most rows that are shown at once.</summary>
    public const int Most = 520;

    /// <summary>Its name between page and browser: <c>2024-W15</c>, <c>2024-04</c> or <c>2024-04-04~2024-04-30</c>.</summary>
    public string Id => Days.Days == 1 ? $"{Days.Start.Iso()}~{Days.End.Iso()}" : Days.ToString().Replace('/', '~');

    /// <summary>Its name for a reader.</summary>
    public string Label => IsWeek || IsMonth ? Days.ToString() : Days.DisplayName();

    /// <summary>Its days for a reader; empty where the name says them.</summary>
    public string Detail => IsWeek ? Days.DisplayShort() : IsMonth ? Month.Of(Days.Start).Display() : "";

    private bool IsWeek => Days == Week.Of(Days.Start).Period;
    private bool IsMonth => Days == Month.Of(Days.Start).Period;

    /// <summary>Reads a name; null where it names no days.</summary>
    public static GridRow? Parse(string id)
    {
        if (Week.TryParse(id, out var week))
        {
            return new(week.Period);
        }
        if (id.Length == 7 && DayText.Read(id + "-01") is { } first)
        {
            return new(Month.Of(first).Period);
        }
        return id.Split('~') is [var start, var end] && DayText.Read(start) is { } from && DayText.Read(end) is { } to && from <= to
            ? new(new Period(from, to))
            : null;
    }

    /// <summary>The rows from one day to another, at most <see cref="Most"/>, the last of them.</summary>
    /// <param name="kind">Which days they have.</param>
    /// <param name="days">The days that they cover.</param>
    /// <param name="published">The days of figures on record, of which rows of free days are made.</param>
    public static IReadOnlyList<GridRow> Between(RowKind kind, Period days, IEnumerable<Period> published) =>
        [
            .. (kind switch
            {
                RowKind.Weeks => Week.In(days).Select(w => w.Period),
                RowKind.Months => Month.In(days).Select(m => m.Period),
                _ => published.Where(p => p.Overlap(days) is not null).Distinct().OrderBy(p => p.End).ThenByDescending(p => p.Start),
            }).TakeLast(Most).Select(p => new GridRow(p)),
        ];
}
