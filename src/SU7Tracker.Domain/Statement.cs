namespace SU7Tracker.Domain;

/// <summary>What a figure, or the hull of several, says of the difference between two nodes of a system, in half units.</summary>
internal sealed class Statement
{
    public Statement(int from, int to, long low, long high, IReadOnlyList<Figure> figures) =>
        (From, To, Low, High, Figures) = (from, to, low, high, figures);

    public int From { get; }
    public int To { get; }
    public long Low { get; }
    public long High { get; }
    public IReadOnlyList<Figure> Figures { get; }

    public Figure Figure => Figures[0];

    public static Statement Of(Figure figure, int from, int to) => new(
        from, to, Halves.Of(figure.Quantity.Low), figure.Quantity.High is { } high ? Halves.Of(high) : DifferenceSystem.Open, [figure]);
}

/// <summary>Published numbers have ends in halves of a unit ("about 5" is 4½–5½), so systems count halves.</summary>
internal static class Halves
{
    public static long Of(Rational units) => (long)(units * 2).Numerator;

    public static Rational Units(long halves) => Rational.Of(halves, 2);

    public static Quantity Quantity(long low, long high, Rational? estimate = null) =>
        Domain.Quantity.Between(Units(low), high == DifferenceSystem.Open ? null : Units(high), estimate);
}
