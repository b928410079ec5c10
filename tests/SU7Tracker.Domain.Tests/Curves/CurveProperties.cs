using FsCheck.Xunit;
using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

/// <summary>What holds of every curve, whatever was published.</summary>
[Properties(Arbitrary = [typeof(Histories)], MaxTest = 300)]
public class CurveProperties
{
    [Property]
    public void TheTrueCountIsAlwaysWithinTheBounds(TrueHistory history)
    {
        var curve = Some.Curve(history.True);
        Assert.Empty(curve.Contradictions);
        foreach (
            var (a, b) in Pairs(history)
                .Where(p => p.A is null || p.A >= TrueHistory.Start.AddDays(-1))
                .Where(p => p.B >= TrueHistory.Start.AddDays(-1)))
        {
            Assert.True(curve.Between(a, b).Allows(history.Count(a, b)), $"{a:O}–{b:O}: {curve.Between(a, b)}");
        }
    }

    [Property]
    public void AnotherTrueFigureNeverWidensTheBounds(TrueHistory history)
    {
        if (history.True.Count < 2)
        {
            return;
        }
        var (less, more) = (Some.Curve(history.True.Skip(1)), Some.Curve(history.True));
        Assert.All(Pairs(history), p => Assert.True(less.Between(p.A, p.B).Holds(more.Between(p.A, p.B))));
    }

    [Property]
    public void TheOrderOfTheFiguresDoesNotMatter(TrueHistory history, int seed)
    {
        var shuffled = history.All.ToArray();
        new Random(seed).Shuffle(shuffled);
        var (one, other) = (Some.Curve(history.All), Some.Curve(shuffled));
        Assert.All(Pairs(history), p => Assert.Equal(one.Between(p.A, p.B), other.Between(p.A, p.B)));
        Assert.Equal(one.Contradictions.Select(Told), other.Contradictions.Select(Told));
        static string Told(Contradiction c) => $"{c.Kind} {c.Figure} {string.Join(' ', c.Against)} {c.Allowed} {c.Reason}";
    }

    [Property]
    public void TheBoundsAndWhatIsSetAsideAreThoseOfTheSlowReference(TrueHistory history)
    {
        var (curve, reference) = (Some.Curve(history.All), Reference(history));
        Assert.Equal(
            reference.Refused.Select(r => (r.Figure, r.Disputed)).OrderBy(r => r.Figure.ToString(), StringComparer.Ordinal),
            curve
                .Contradictions.Select(c => (c.Figure!, c.Reason == SetAsideReason.Tie))
                .OrderBy(r => r.Item1.ToString(), StringComparer.Ordinal));
        Assert.Equal(reference.Accepted.Min(f => f.Key.First), curve.First);
        Assert.Equal(reference.Accepted.Max(f => f.Key.End), curve.Last);
        Assert.All(Pairs(history), p => Assert.Equal(Bounds(reference.Between(p.A, p.B)), Bounds(curve.Between(p.A, p.B))));
    }

    [Property]
    public void EveryContradictionIsImpossibleAndNamesNoFigureTooMany(TrueHistory history)
    {
        var curve = Some.Curve(history.All);
        Assert.All(
            curve.Contradictions.Where(c => c.Reason != SetAsideReason.Tie && c.Against.DistinctBy(f => f.Key).Count() == c.Against.Count),
            c =>
            {
                Assert.False(Agree(history, [.. c.Against, c.Figure!]));
                Assert.All(c.Against, needless => Assert.True(Agree(history, [.. c.Against.Where(f => f != needless), c.Figure!])));
            });
    }

    [Property]
    public void AFalseFigureThatMakesTheSetImpossibleIsPartOfAContradiction(TrueHistory history)
    {
        foreach (var claimed in history.Claimed.Where(f => !Agree(history, [.. history.True, f])))
        {
            var contradictions = Some.Curve([.. history.True, claimed]).Contradictions;
            Assert.NotEmpty(contradictions);
            Assert.All(contradictions, c => Assert.True(c.Figure == claimed || c.Against.Contains(claimed)));
        }
    }

    [Property]
    public void TheLeastOfAContradictionIsSetAside(TrueHistory history) =>
        Assert.All(
            Some.Curve(history.All).Contradictions,
            c =>
                Assert.All(
                    c.Against,
                    kept =>
                        Assert.True(
                            (Some.GradeOf(kept.Source), Looseness(kept), -kept.KnownOn.DayNumber).CompareTo(
                                (Some.GradeOf(c.Figure!.Source), Looseness(c.Figure), -c.Figure.KnownOn.DayNumber)
                            ) <= 0)));

    [Property]
    public void TheHeadlineIsTheLatestThenShortestStretchThatIsKnownOrPublished(TrueHistory history)
    {
        var (curve, reference) = (Some.Curve(history.All), Reference(history));
        var published = reference.Accepted.Select(f => f.Key.Period).OfType<Period>().ToHashSet();
        // The days at whose end the series says what C is: from the day before its first period.
        var from = reference.Accepted.Min(f => f.Key.Period?.Before ?? f.Key.End);
        foreach (var until in history.Days)
        {
            var stretches =
                from a in history.Days
                from b in history.Days
                where a >= @from && b <= until && b.DayNumber - a.DayNumber >= 7
                let period = new Period(a.AddDays(1), b)
                where reference.Between(a, b).IsExact || published.Contains(period)
                orderby period.End descending, period.Start descending
                select (Period?)period;
            Assert.Equal(stretches.FirstOrDefault(), curve.Headline(until));
        }
    }

    [Property]
    public void WeeksAndMonthsAddUpToWhatIsKnownOfAllOfThem(TrueHistory history)
    {
        var curve = Some.Curve(history.All);
        foreach (var points in new[] { TimelinePoint.Weeks(curve).ToList(), TimelinePoint.Months(curve).ToList() })
        {
            Assert.Equal((curve.First, curve.Last), (points[0].Covered.Start, points[^1].Covered.End));
            Assert.All(points.Zip(points.Skip(1)), p => Assert.Equal(p.First.Period.End.AddDays(1), p.Second.Period.Start));
            for (var first = 0; first < points.Count; first++)
            {
                for (var last = first; last < points.Count; last++)
                {
                    var run = points[first..(last + 1)];
                    var (sum, all) = (
                        run.Select(p => p.CoveredCount).Aggregate((a, b) => a + b),
                        curve.In(new(run[0].Covered.Start, run[^1].Covered.End)));
                    Assert.True(sum.Holds(all));
                    if (sum.IsExact)
                    {
                        Assert.Equal(sum, all);
                    }
                }
            }
        }
    }

    [Property]
    public void TheBoundsRestOnTheEvidenceAlone(TrueHistory history, int seed)
    {
        var curve = Some.Curve(history.All);
        foreach (var (a, b) in new Random(seed).GetItems(Pairs(history).ToArray(), 20))
        {
            var evidence = curve.Evidence(a, b);
            var (all, alone) = (
                curve.Between(a, b),
                evidence.Figures.Count == 0 ? Quantity.AtLeast(0) : Some.Curve(evidence.Figures).Between(a, b));
            Assert.Equal(Bounds(all), a == b ? Bounds(Quantity.Exact(0)) : Bounds(alone));
        }
    }

    private static IEnumerable<(DateOnly? A, DateOnly B)> Pairs(TrueHistory history) =>
        from b in history.Days
        from a in history.Days.Cast<DateOnly?>().Prepend(null)
        where a is null || a <= b
        select (a, b);

    private static AllPairs Reference(TrueHistory history) => AllPairs.Of(history.All, history.Days.First(), history.Days.Last());

    private static bool Agree(TrueHistory history, IEnumerable<Figure> figures) =>
        AllPairs.Agree(figures, history.Days.First(), history.Days.Last());

    private static (Rational, Rational?) Bounds(Quantity quantity) => (quantity.Low, quantity.High);

    private static int Looseness(Figure figure) =>
        figure.Quantity.Qualifier is Qualifier.AtMost ? (int)Qualifier.AtLeast : (int)figure.Quantity.Qualifier;
}
