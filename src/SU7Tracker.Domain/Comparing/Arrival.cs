using System.Globalization;
using System.Text.RegularExpressions;

namespace SU7Tracker.Domain;

/// <summary>The day on which a cumulative count reached a number, as far as the record tells.</summary>
/// <param name="Number">The number, in units.</param>
/// <param name="Earliest">The first day on which it may have been reached; null when nothing says so.</param>
/// <param name="Latest">The first day on which it had been reached for certain; null when it need not have been.</param>
/// <param name="Reached">Whether it was reached by the last day that the series covers.</param>
/// <param name="Milestone">The milestone that dates it, when there is one.</param>
public sealed partial record Arrival(long Number, DateOnly? Earliest, DateOnly? Latest, Answer Reached, Milestone? Milestone)
{
    /// <summary>When a count reached a number.</summary>
    /// <param name="curve">The count.</param>
    /// <param name="number">The number, in units.</param>
    /// <param name="milestones">Dated events, one of which may say so; null where none counts.</param>
    public static Arrival Of(Curve curve, long number, IEnumerable<Milestone>? milestones = null)
    {
        var last = curve.UpTo(curve.Last);
        var reached = last.IsAtLeast(Quantity.Exact(number));
        // Where a law or a figure says that nothing was counted before the series begins, the search starts there.
        var days = new Period(curve.First.AddDays(-1), curve.Last);
        return new(
            number,
            Allows(days.Start) ? null : days.First(Allows),
            days.First(day => curve.UpTo(day).Low >= number),
            reached,
            milestones?.FirstOrDefault(m => m.Precision == DatePrecision.Day && Tells(m.Event, number)));

        bool Allows(DateOnly day) => curve.UpTo(day).High is not { } high || high >= number;
    }

    /// <summary>
    /// The full weeks and parts of one from a first day to the end of the day on which the number was reached; null when nothing bounds
    /// them.
    /// </summary>
    /// <param name="firstDay">Day 1.</param>
    public Quantity? Weeks(DateOnly firstDay)
    {
        if (Earliest is null && Latest is null)
        {
            return null;
        }
        var low = Earliest is { } earliest ? Of(earliest) : 0;
        return Latest is { } latest ? Quantity.Between(low, Of(latest)) : Quantity.AtLeast(low);

        Rational Of(DateOnly day) => Rational.Of(Math.Max(0, day.DayNumber - firstDay.DayNumber + 1), 7);
    }

    /// <summary>Whether the text of an event says that a number of cars had been delivered, such as <c>10000th car delivered</c>.</summary>
    public static bool Tells(string text, long number) =>
        text.Contains("deliver", StringComparison.OrdinalIgnoreCase)
        && !text.Contains("more than", StringComparison.OrdinalIgnoreCase)
        && !text.Contains("above", StringComparison.OrdinalIgnoreCase)
        && Numbers()
            .Matches(text)
            .Any(m =>
                long.TryParse(
                    m.Value.Replace(",", "", StringComparison.Ordinal),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var told)
                && told == number);

    [GeneratedRegex(@"\d[\d,]*", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
