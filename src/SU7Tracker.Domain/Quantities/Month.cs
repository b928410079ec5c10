using System.Globalization;

namespace SU7Tracker.Domain;

/// <summary>A calendar month.</summary>
public readonly record struct Month : IComparable<Month>
{
    private readonly int _months;   // months since January 0001

    private Month(int months) => _months = months;

    /// <summary>The year it belongs to.</summary>
    public int Year => (_months / 12) + 1;
    /// <summary>1 for January to 12 for December.</summary>
    public int Number => (_months % 12) + 1;
    /// <summary>28 to 31.</summary>
    public int Days => DateTime.DaysInMonth(Year, Number);
    /// <summary>All its days.</summary>
    public Period Period => new(new(Year, Number, 1), new(Year, Number, Days));
    /// <summary>The month after.</summary>
    public Month Next => new(_months + 1);

    /// <summary>The month that holds a day.</summary>
    public static Month Of(DateOnly day) => new(((day.Year - 1) * 12) + day.Month - 1);

    /// <summary>The months that a period touches, in order.</summary>
    public static IEnumerable<Month> In(Period period)
    {
        for (var month = Of(period.Start); month.Period.Start <= period.End; month = month.Next)
        {
            yield return month;
        }
    }

    /// <inheritdoc/>
    public int CompareTo(Month other) => _months.CompareTo(other._months);
    /// <summary>Whether the first is earlier.</summary>
    public static bool operator <(Month a, Month b) => a._months < b._months;
    /// <summary>Whether the first is later.</summary>
    public static bool operator >(Month a, Month b) => a._months > b._months;
    /// <summary>Whether the first is not later.</summary>
    public static bool operator <=(Month a, Month b) => a._months <= b._months;
    /// <summary>Whether the first is not earlier.</summary>
    public static bool operator >=(Month a, Month b) => a._months >= b._months;

    /// <summary>The month as people write it: <c>2024-04</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");
}
