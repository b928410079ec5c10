using System.Globalization;

namespace SU7Tracker.Domain;

/// <summary>Some days in a row, both ends included. Days have no time zone: a period is the one that was published.</summary>
public readonly record struct Period
{
    /// <summary>The first day that a figure may cover.</summary>
    public static readonly DateOnly Earliest = new(1900, 1, 1);
    /// <summary>The last day that a figure may cover.</summary>
    public static readonly DateOnly Latest = new(2199, 12, 31);

    /// <summary>The days from one to another.</summary>
    /// <exception cref="ArgumentException">The end is before the start.</exception>
    public Period(DateOnly start, DateOnly end)
    {
        if (end < start)
        {
            throw new ArgumentException("A period ends before it starts.", nameof(end));
        }
        Start = start;
        End = end;
    }

    /// <summary>The first day.</summary>
    public DateOnly Start { get; }
    /// <summary>The last day.</summary>
    public DateOnly End { get; }
    /// <summary>How many days, at least one.</summary>
    public int Days => End.DayNumber - Start.DayNumber + 1;
    /// <summary>The day before the first, at whose end the count of the period begins.</summary>
    public DateOnly Before => Start.AddDays(-1);

    /// <summary>Whether a day is one of them.</summary>
    public bool Contains(DateOnly day) => Start <= day && day <= End;
    /// <summary>Whether all days of another period are among them.</summary>
    public bool Contains(Period other) => Start <= other.Start && other.End <= End;

    /// <summary>The days that belong to both; null when there is none.</summary>
    public Period? Overlap(Period other)
    {
        var (start, end) = (Start > other.Start ? Start : other.Start, End < other.End ? End : other.End);
        return start <= end ? new(start, end) : null;
    }

    /// <summary>
    /// The first of the days from which on something holds; null when it does not hold on the last. It never ceases to hold once it does.
    /// </summary>
    public DateOnly? First(Func<DateOnly, bool> holds)
    {
        if (!holds(End))
        {
            return null;
        }
        var (low, high) = (Start.DayNumber, End.DayNumber);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = holds(DateOnly.FromDayNumber(middle)) ? (low, middle) : (middle + 1, high);
        }
        return DateOnly.FromDayNumber(low);
    }

    /// <summary>
    /// The period as a week (<c>2024-W15</c>), a month (<c>2024-04</c>), a day, or both its days when it is none of these.
    /// </summary>
    public override string ToString() =>
        this == Week.Of(Start).Period ? Week.Of(Start).ToString()
        : this == Month.Of(Start).Period ? Month.Of(Start).ToString()
        : Days == 1 ? Iso(Start)
        : $"{Iso(Start)}/{Iso(End)}";

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
