namespace SU7Tracker.Domain;

/// <summary>Published numbers have ends in halves of a unit ("about 5" is 4½–5½), so systems count halves.</summary>
internal static class Halves
{
    public static long Of(Rational units) => (long)(units * 2).Numerator;

    public static Rational Units(long halves) => Rational.Of(halves, 2);

    public static Quantity Quantity(long low, long high, Rational? estimate = null) =>
        Domain.Quantity.Between(Units(low), high == DifferenceSystem.Open ? null : Units(high), estimate);
}
