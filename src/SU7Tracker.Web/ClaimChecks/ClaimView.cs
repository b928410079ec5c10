using SU7Tracker.Domain;

namespace SU7Tracker.Web.ClaimChecks;

/// <summary>A claim and what the record says to it: on the month basis chosen, on each of them, and on the day it was made.</summary>
public sealed class ClaimView
{
    private static readonly Rational NearlyFrom = Rational.Of(95, 100);

    /// <summary>Holds a claim against the record.</summary>
    /// <param name="claim">What was said.</param>
    /// <param name="snapshot">The vehicle it is about, as the reader sees it.</param>
    /// <param name="month">The factor from a week to a month.</param>
    public ClaimView(Claim claim, Snapshot snapshot, MonthBasis month)
    {
        (Claim, Snapshot) = (claim, snapshot);
        Check = ClaimCheck.Of(claim, snapshot, month);
        AtFirst = claim.StatedOn < snapshot.AsOf
            ? ClaimCheck.Of(claim, snapshot.History.AsOf(claim.StatedOn, snapshot.Lowest), month).Answer
            : Check.Answer;
        Bases = Check.Metric is { } metric && metric.Inputs.Any(i => i.Name == "weeks-per-month")
            ? [.. MonthBasis.All.Select(m => (m, ClaimCheck.Of(claim, snapshot, m)))]
            : [];
        Claimed = ClaimedBy(claim);
        Implied = claim.Metric == "demand-vs-expectation" && Check.Metric is { Value: null }
            ? new Metrics(snapshot, month, claim.At).ImpliedExpectation : null;
    }

    /// <summary>What was said.</summary>
    public Claim Claim { get; }
    /// <summary>The vehicle that it is about.</summary>
    public Snapshot Snapshot { get; }
    /// <summary>The verdict on the month basis chosen.</summary>
    public ClaimCheck Check { get; }
    /// <summary>The verdict by what was known on the day it was said.</summary>
    public Answer AtFirst { get; }
    /// <summary>The verdict on each month basis; none where no month is part of the number.</summary>
    public IReadOnlyList<(MonthBasis Month, ClaimCheck Check)> Bases { get; }
    /// <summary>The numbers that would make it true; null when it states none.</summary>
    public Quantity? Claimed { get; }
    /// <summary>Whether the upper of them is itself not among them, as in "nearly n".</summary>
    public bool IsBelow => Claim.Relation == Relation.Nearly;
    /// <summary>What must have been expected if a claim about an expectation is true; null for others.</summary>
    public Metric? Implied { get; }

    /// <summary>The figures that the verdict rests on.</summary>
    public IReadOnlyList<Figure> Evidence => Check.Metric is { } metric ? [.. metric.Inputs.SelectMany(i => i.Evidence).Distinct()] : [];

    /// <summary>The month bases on which it holds, where it does not on all of them; null where they agree.</summary>
    public IReadOnlyList<MonthBasis>? HoldsOnlyOn =>
        Bases.Count > 0 && Bases.Any(b => b.Check.Answer == Answer.Holds) && Bases.Any(b => b.Check.Answer != Answer.Holds)
            ? [.. Bases.Where(b => b.Check.Answer == Answer.Holds).Select(b => b.Month)] : null;

    /// <summary>
    /// The counts in the days of the number that would make a claim about a monthly rate true on a month basis; null for other claims.
    /// </summary>
    public (long Low, long? High)? CountsThatHold(MonthBasis month)
    {
        if (
            Bases.Count == 0
            || Claimed is not { } claimed
            || Check.Metric?.Span is not { From: { } from } span
            || Check.Metric.Key != "monthly-run-rate")
        {
            return null;
        }
        var perUnit = Rational.Of(7, span.To.DayNumber - from.DayNumber + 1) * month.WeeksIn(span.To);
        var high = claimed.High / perUnit is not { } top
            ? default(long?)
            : (long)(top.IsWhole && IsBelow ? top.Numerator - 1 : top.Floor());
        return ((long)(claimed.Low / perUnit).Ceiling(), high);
    }

    // The same reading of a relation as the check's.
    private static Quantity? ClaimedBy(Claim claim)
    {
        var (low, high) = (claim.Low is { } l ? (Rational)l : default(Rational?), claim.High is { } h ? (Rational)h : default(Rational?));
        return claim.Relation switch
        {
            Relation.AtLeast => low is { } floor ? Quantity.AtLeast(floor) : null,
            Relation.AtMost => high is { Sign: >= 0 } ceiling ? Quantity.AtMost(ceiling) : null,
            Relation.Between => low is { } from && high is { } to && from <= to ? Quantity.Between(from, to) : null,
            Relation.Nearly => (high ?? low) is { } n ? Quantity.Between(n * NearlyFrom, n) : null,
            Relation.About => (low ?? high) is { IsWhole: true, Sign: >= 0 } n && n <= Quantity.MaxCount
                ? Quantity.About((long)n.Numerator)
                : null,
            _ => (low ?? high) is { } number ? Quantity.Exact(number) : null,
        };
    }
}
