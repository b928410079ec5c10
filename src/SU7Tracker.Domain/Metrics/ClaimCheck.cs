namespace SU7Tracker.Domain;

/// <summary>A claim held against the record.</summary>
/// <param name="Claim">What was said.</param>
/// <param name="Metric">What the record says on the day that it is about; null when the tracker derives no such number.</param>
/// <param name="Answer">Whether it holds, from bounds alone.</param>
public sealed record ClaimCheck(Claim Claim, Metric? Metric, Answer Answer)
{
    private static readonly Rational NearlyFrom = Rational.Of(95, 100);

    /// <summary>Holds a claim against the record as a snapshot knows it.</summary>
    /// <param name="claim">What was said.</param>
    /// <param name="snapshot">The record.</param>
    /// <param name="month">The factor from a week to a month, for claims about monthly rates.</param>
    public static ClaimCheck Of(Claim claim, Snapshot snapshot, MonthBasis month)
    {
        var metric = new Metrics(snapshot, month, claim.At).Find(claim.Metric);
        var answer = metric?.Value is { } value && Metrics.Claimed(claim) is { } claimed
            ? Check(value, claim.Relation, claimed) : Answer.CannotTell;
        return new(claim, metric, answer);
    }

    /// <summary>
    /// Whether all, none or some of the values that are possible satisfy a relation to what was claimed. "Nearly n" means 0.95 n ≤ x &lt;
    /// n.
    /// </summary>
    /// <param name="value">What the record allows.</param>
    /// <param name="relation">How it is said to compare.</param>
    /// <param name="claimed">The number or numbers that were said.</param>
    public static Answer Check(Quantity value, Relation relation, Quantity claimed) =>
        relation switch
        {
            Relation.AtLeast => value.IsAtLeast(Quantity.Exact(claimed.Low)),
            Relation.Nearly when claimed.High is { } n => Both(
                value.IsAtLeast(Quantity.Exact(n * NearlyFrom)),
                value.IsLessThan(Quantity.Exact(n))),
            Relation.About when claimed is { IsExact: true, Low: { IsWhole: true, Sign: >= 0 } n } && n <= long.MaxValue => Within(
                value,
                Quantity.About((long)n.Numerator)),
            _ => Within(value, claimed),
        };

    private static Answer Within(Quantity value, Quantity claimed) => Both(
        value.IsAtLeast(Quantity.Exact(claimed.Low)),
        claimed.High is { } high ? Quantity.Exact(high).IsAtLeast(value) : Answer.Holds);

    private static Answer Both(Answer a, Answer b) =>
        a == Answer.Fails || b == Answer.Fails ? Answer.Fails : a == Answer.Holds && b == Answer.Holds ? Answer.Holds : Answer.CannotTell;
}
