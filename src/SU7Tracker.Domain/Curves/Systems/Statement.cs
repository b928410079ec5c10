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
