namespace SU7Tracker.Domain;

/// <summary>
/// The factor from a week to a month. Published "monthly rates" rarely say which they use, so a run-rate always names its own.
/// </summary>
public sealed record MonthBasis
{
    private readonly Rational? _weeks;   // null: as many as the month at hand has

    private MonthBasis(string key, Rational? weeks) => (Key, _weeks) = (key, weeks);

    /// <summary>Four weeks; the only common factor that gives the published "nearly 10,000" from 2,394 a week.</summary>
    public static MonthBasis FourWeeks { get; } = new("four-weeks", 4);
    /// <summary>30 days: 30/7 weeks.</summary>
    public static MonthBasis ThirtyDays { get; } = new("thirty-days", Rational.Of(30, 7));
    /// <summary>A twelfth of 52 weeks.</summary>
    public static MonthBasis AverageMonth { get; } = new("average-month", Rational.Of(52, 12));
    /// <summary>A twelfth of the mean Gregorian year of 365.2425 days: 30.436875/7 weeks.</summary>
    public static MonthBasis GregorianMonth { get; } = new("gregorian-month", Rational.Of(30_436_875, 7_000_000));
    /// <summary>The days of the calendar month at hand: 28/7 to 31/7 weeks.</summary>
    public static MonthBasis CalendarMonth { get; } = new("calendar-month", null);

    /// <summary>All five, the default first.</summary>
    public static IReadOnlyList<MonthBasis> All { get; } = [FourWeeks, ThirtyDays, AverageMonth, GregorianMonth, CalendarMonth];

    /// <summary>The name that addresses and callers use.</summary>
    public string Key { get; }

    /// <summary>How many weeks the month has that holds a day.</summary>
    public Rational WeeksIn(DateOnly day) => _weeks ?? Rational.Of(Month.Of(day).Days, 7);

    /// <summary>The basis with a key; null when there is none.</summary>
    public static MonthBasis? Find(string? key) => All.FirstOrDefault(b => b.Key == key);

    /// <inheritdoc cref="Key"/>
    public override string ToString() => Key;
}
