using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Overview;

/// <summary>
/// What the first screen says of a snapshot in words and numbers. It is derived once for each month basis and way of writing numbers, and
/// goes with the snapshot.
/// </summary>
internal sealed class OverviewNumbers
{
    private static readonly ConditionalWeakTable<Snapshot, ConcurrentDictionary<string, OverviewNumbers>> Kept = [];

    private OverviewNumbers(Snapshot snapshot, MonthBasis month)
    {
        Headlines = new(snapshot, month);
        Sentence = [.. OverviewSentence.Of(snapshot, Headlines, month)];
        Claims = [.. snapshot.Claims.Select(c => ClaimCheck.Of(c, snapshot, month))];
        Demand = [.. DemandOf(Headlines.Metrics)];
        Contradictions = [.. snapshot.Contradictions];
        Latest = snapshot.Series.Where(s => !s.IsPlan).SelectMany(snapshot.Figures).Select(f => (DateOnly?)f.Key.End).Max();
        Sources = snapshot.Series.SelectMany(snapshot.Figures).Select(f => f.Source).Distinct().Count();
    }

    public Headlines Headlines { get; }
    public IReadOnlyList<(string Text, bool Strong)> Sentence { get; }
    public IReadOnlyList<ClaimCheck> Claims { get; }
    /// <summary>The multiples of demand, each with the question that it answers.</summary>
    public IReadOnlyList<(Metric Metric, string Question)> Demand { get; }
    public IReadOnlyList<Contradiction> Contradictions { get; }
    /// <summary>The last day that a count speaks of.</summary>
    public DateOnly? Latest { get; }
    /// <summary>How many sources there are.</summary>
    public int Sources { get; }

    public static OverviewNumbers Of(Snapshot snapshot, MonthBasis month) =>
        Kept.GetOrCreateValue(snapshot).GetOrAdd(
            $"{month.Key} {CultureInfo.CurrentCulture.Name} {CultureInfo.CurrentUICulture.Name}", _ => new(snapshot, month));

    private static IEnumerable<(Metric Metric, string Question)> DemandOf(Metrics metrics)
    {
        var backlog = metrics.BacklogToRunRate;
        yield return backlog.Value is not null
            ? (backlog, OverviewTexts.QuestionBacklog) : (metrics.OrdersToRunRate, OverviewTexts.QuestionOrders);
        var expectation = metrics.DemandVsExpectation;
        yield return (expectation, expectation.Value is null && metrics.ImpliedExpectation.Value is { } implied
            ? OverviewTexts.ImpliedExpectation.With(implied.Display()) : OverviewTexts.QuestionExpectation);
        yield return (metrics.DemandVsPlan, OverviewTexts.QuestionPlan);
    }
}
