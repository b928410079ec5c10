using SU7Tracker.Domain;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Plans;

namespace SU7Tracker.Web.Entry;

/// <summary>What a change of a vehicle's record changes: its numbers, claims and targets, and what contradicts what.</summary>
public sealed class Consequences
{
    /// <summary>The most contradictions of a kind that are told.</summary>
    public const int Most = 20;

    private Consequences(Snapshot before, Snapshot after, MonthBasis month)
    {
        (AsOf, Sources) = (after.AsOf, after.History.Sources);
        Numbers =
        [
            .. new Metrics(before, month).All.Zip(new Metrics(after, month).All)
                .Where(m => Read(m.First) != Read(m.Second) || (m.Second.Value is not null && m.First.Span != m.Second.Span))
                .Select(m => new NumberChange(
                    m.Second.DisplayTitle(), Read(m.First), Read(m.Second), m.Second.Unit.Display(), m.Second.Span?.DisplayShort() ?? "")),
        ];
        Claims =
        [
            .. after.Claims
                .Select(c => (Claim: c, Before: ClaimCheck.Of(c, before, month).Answer, After: ClaimCheck.Of(c, after, month).Answer))
                .Where(c => c.Before != c.After)
                .Select(c => new NumberChange(c.Claim.DisplayStatement(), c.Before.Display(), c.After.Display())),
        ];
        Targets = [.. TargetChanges(new Targets(before), new Targets(after))];
        var (old, now) = (before.Contradictions, after.Contradictions);
        var (known, remaining) = (old.Select(Named).ToHashSet(), now.Select(Named).ToHashSet());
        (New, Settled) = (
            [.. now.Where(c => !known.Contains(Named(c)))],
            [.. old.Where(c => !remaining.Contains(Named(c)))]);
        // What explains them is worked out here, so that showing them takes no time.
        Explained = New.Take(Most).Concat(Settled.Take(Most)).Sum(c => c.Against.Count);
    }

    /// <summary>The day of both views of the record.</summary>
    public DateOnly AsOf { get; }
    /// <summary>The sources by id.</summary>
    public IReadOnlyDictionary<string, Source> Sources { get; }
    /// <summary>The headline numbers, backlog and multiples that would read differently.</summary>
    public IReadOnlyList<NumberChange> Numbers { get; }
    /// <summary>The claims whose verdict would be another.</summary>
    public IReadOnlyList<NumberChange> Claims { get; }
    /// <summary>The targets of which more, less or something else would be known.</summary>
    public IReadOnlyList<NumberChange> Targets { get; }
    /// <summary>The contradictions that there would be and are not now.</summary>
    public IReadOnlyList<Contradiction> New { get; }
    /// <summary>The contradictions that there are now and would not be.</summary>
    public IReadOnlyList<Contradiction> Settled { get; }
    /// <summary>How many figures the contradictions name as those against them.</summary>
    public int Explained { get; }

    /// <summary>Whether nothing that the panel shows would change.</summary>
    public bool IsEmpty => Numbers.Count + Claims.Count + Targets.Count + New.Count + Settled.Count == 0;

    /// <summary>Holds the record with a change against the record without it. It takes as long as reconciling both does.</summary>
    /// <param name="before">The vehicle as it is.</param>
    /// <param name="after">The vehicle as it would be, on the same day.</param>
    /// <param name="month">The factor from a week to a month.</param>
    public static Consequences Of(Snapshot before, Snapshot after, MonthBasis month) => new(before, after, month);

    private static string Read(Metric metric) => metric.Value?.Display(metric.Unit.Decimals) ?? DisplayTexts.NotKnown;

    private static IEnumerable<NumberChange> TargetChanges(Targets before, Targets after) =>
        from now in after.Periods
        let then = before.Periods.FirstOrDefault(p => p.Measure == now.Measure && p.Days == now.Days)
        let was = then is null ? DisplayTexts.NotKnown : Read(then)
        where was != Read(now)
        select new NumberChange(
            ConsequenceTexts.TargetOf.With(now.Days.DisplayName(), DisplayExtensions.Display(now.Measure)), was, Read(now));

    // What became of it; while it is open, how much is missing and how fast that would have to come.
    private static string Read(TargetPeriod period) =>
        period.Final.Verdict is not TargetVerdict.Open || period.Last is not { } last ? TargetText.Of(period.Final.Verdict)
        : period.Needed(last) is { } needed ? ConsequenceTexts.TargetNeeds.With(needed.Display(), period.In(last).Display())
        : ConsequenceTexts.TargetCounted.With(period.In(last).Display());

    private static object Named(Contradiction c) => c.Figure is { } figure
        ? (figure.Key, figure.Source, figure.Quantity)
        : (c.Law, c.Series, c.Other, c.Period?.Start);
}
