using System.Globalization;

namespace SU7Tracker.Domain;

/// <summary>A calendar week, Monday to Sunday, as ISO 8601 counts them.</summary>
public readonly record struct Week : IComparable<Week>
{
    private readonly int _week;   // weeks since Monday, 1 January 0001

    private Week(int week) => _week = week;

    /// <summary>The day the week begins.</summary>
    public DateOnly Monday => DateOnly.FromDayNumber(_week * 7);
    /// <summary>The day the week ends.</summary>
    public DateOnly Sunday => Monday.AddDays(6);
    /// <summary>All seven days.</summary>
    public Period Period => new(Monday, Sunday);
    /// <summary>The week after.</summary>
    public Week Next => new(_week + 1);
    /// <summary>The week before.</summary>
    public Week Previous => new(_week - 1);

    /// <summary>The week that holds a day.</summary>
    public static Week Of(DateOnly day) => new(day.DayNumber / 7);

    /// <summary>The week as people write it: <c>2024-W15</c>.</summary>
    public static bool TryParse(string? text, out Week week)
    {
        week = default;
        if (text is not { Length: 8 } || text[4] != '-' || text[5] is not ('W' or 'w')
            || !int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1 or > 9998
            || !int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1 || number > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }
        week = Of(DateOnly.FromDateTime(ISOWeek.ToDateTime(year, number, DayOfWeek.Monday)));
        return true;
    }

    /// <summary>The weeks that a period touches, in order.</summary>
    public static IEnumerable<Week> In(Period period)
    {
        for (var week = Of(period.Start); week.Monday <= period.End; week = week.Next)
        {
            yield return week;
        }
    }

    /// <inheritdoc/>
    public int CompareTo(Week other) => _week.CompareTo(other._week);
    /// <summary>Whether the first is earlier.</summary>
    public static bool operator <(Week a, Week b) => a._week < b._week;
    /// <summary>Whether the first is later.</summary>
    public static bool operator >(Week a, Week b) => a._week > b._week;
    /// <summary>Whether the first is not later.</summary>
    public static bool operator <=(Week a, Week b) => a._week <= b._week;
    /// <summary>Whether the first is not earlier.</summary>
    public static bool operator >=(Week a, Week b) => a._week >= b._week;

    /// <summary>The week as people write it: <c>2024-W15</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(Monday):0000}-W{ISOWeek.GetWeekOfYear(Monday):00}");
}
