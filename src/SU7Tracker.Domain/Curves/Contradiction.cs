namespace SU7Tracker.Domain;

/// <summary>Something on record that cannot be true beside the rest: a figure that is not used, or a law that is not applied.</summary>
public sealed class Contradiction
{
    private static readonly Rational RoundingShare = Rational.Of(1, 1000);
    private readonly Lazy<Explanation> _explanation;
    private readonly bool _disputed;

    internal Contradiction(Figure figure, bool disputed, Func<Explanation> explain)
    {
        (Figure, Series, _disputed) = (figure, figure.Series, disputed);
        _explanation = new(explain);
    }

    internal Contradiction(Law law, Series series, Series? other, Period period, IReadOnlyList<Figure> against)
    {
        (Law, Series, Other, Period) = (law, series, other, period);
        _explanation = new(new Explanation(against, null, null, null));
    }

    internal sealed record Explanation(IReadOnlyList<Figure> Against, Quantity? Allowed, Rational? Gap, SetAsideReason? Reason);

    /// <summary>What kind of a contradiction it is.</summary>
    public ContradictionKind Kind => Figure is null ? ContradictionKind.Law
        : IsRounding ? ContradictionKind.Rounding
        : _disputed ? ContradictionKind.Disputed
        : ContradictionKind.SetAside;

    /// <summary>The figure that is not used; null where a law is not applied.</summary>
    public Figure? Figure { get; }
    /// <summary>The figures that it contradicts, as few as together refute it, in the order of their days.</summary>
    public IReadOnlyList<Figure> Against => _explanation.Value.Against;
    /// <summary>What they allow in its place, in units; null for a law.</summary>
    public Quantity? Allowed => _explanation.Value.Allowed;
    /// <summary>By how much the figure misses that, in units; null for a law.</summary>
    public Rational? Gap => _explanation.Value.Gap;
    /// <summary>In what the figure counts less; null for a law.</summary>
    public SetAsideReason? Reason => _explanation.Value.Reason;
    /// <summary>The law that is not applied, or that refutes the figure.</summary>
    public Law? Law { get; internal init; }
    /// <summary>The days on which the law is not applied; null for a figure.</summary>
    public Period? Period { get; internal set; }
    /// <summary>The series of the figure, or the one that the law would bound from above.</summary>
    public Series Series { get; }
    /// <summary>The series that the law would bound from below; null for a figure and where the law names one series.</summary>
    public Series? Other { get; }

    // The gap measured against the smaller of the two numbers that clash.
    private bool IsRounding =>
        Figure is { } figure && Gap is { Sign: > 0 } gap && Allowed is { } allowed
        && gap <= RoundingShare * (figure.Quantity.Low > allowed.High ? allowed.High!.Value : figure.Quantity.High ?? figure.Quantity.Low);

    /// <summary>How a contradiction of a figure is told.</summary>
    public override string ToString() => $"{Kind} {Figure?.Key.ToString() ?? $"{Law} {Period}"}";
}
