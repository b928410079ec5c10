namespace SU7Tracker.Domain;

/// <summary>A pace held for a month, in units a month.</summary>
/// <param name="UnitsPerMonth">The pace.</param>
/// <param name="Basis">What it takes for a month.</param>
public readonly record struct RunRate(Quantity UnitsPerMonth, MonthBasis Basis)
{
    /// <summary>The pace of a count over its days, in units a week: units ÷ days × 7.</summary>
    /// <param name="count">Units counted in <paramref name="period"/>.</param>
    /// <param name="period">The days in which they were counted.</param>
    public static Quantity Weekly(Quantity count, Period period) => count * Rational.Of(7, period.Days);

    /// <summary>
    /// The pace of a count over its days, held for a month of the given basis. A calendar month is the one that holds the last day.
    /// </summary>
    /// <param name="count">Units counted in <paramref name="period"/>.</param>
    /// <param name="period">The days in which they were counted.</param>
    /// <param name="basis">The factor from a week to a month.</param>
    public static RunRate Of(Quantity count, Period period, MonthBasis basis) =>
        new(Weekly(count, period) * basis.WeeksIn(period.End), basis);

    /// <summary>How many months of this pace an amount is; null at a standstill.</summary>
    public Quantity? Months(Quantity amount) => UnitsPerMonth.IsZero ? null : amount / UnitsPerMonth;
}
