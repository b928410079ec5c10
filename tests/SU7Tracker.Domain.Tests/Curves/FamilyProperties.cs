using FsCheck.Xunit;
using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

/// <summary>What holds of every family of series that obey the laws, whatever true figures were published of them.</summary>
[Properties(Arbitrary = [typeof(Families)], MaxTest = 200)]
public class FamilyProperties
{
    private static readonly DateOnly Later = new(2030, 1, 1);

    private static Snapshot Of(TrueFamily family, IEnumerable<Figure> figures) => family.With(figures).Find("first")!.AsOf(Later);

    private static IEnumerable<(Series Series, int? A, int B)> Questions(TrueFamily family) =>
        from series in family.Counts.Keys
        from b in Enumerable.Range(-1, family.Days + 1)
        from a in Enumerable.Range(-1, b + 2).Select(a => (int?)a).Prepend(null)
        select (series, a, b);

    private static Quantity Between(Snapshot snapshot, (Series Series, int? A, int B) question) =>
        snapshot.Between(question.Series, question.A is { } a ? TrueFamily.Day(a) : null, TrueFamily.Day(question.B));

    [Property]
    public void TheTruthIsAlwaysWithinTheBounds(TrueFamily family)
    {
        var snapshot = Of(family, family.Figures);
        Assert.Empty(snapshot.Contradictions);
        Assert.All(
            Questions(family),
            q =>
                Assert.True(
                    Between(snapshot, q).Allows(family.Count(q.Series, q.B) - (q.A is { } a ? family.Count(q.Series, a) : 0)),
                    $"{q} {Between(snapshot, q)}"));
    }

    [Property]
    public void TheBoundsAreThoseOfTheSlowReference(TrueFamily family)
    {
        var (snapshot, reference) = (Of(family, family.Figures), new AllPairsOfFamily(family, family.Figures));
        foreach (var question in Questions(family))
        {
            var (actual, expected) = (Between(snapshot, question), reference.Between(question.Series, question.A, question.B));
            Assert.True(
                (expected.Low ?? 0, expected.High) == (actual.Low, actual.High),
                $"{question} {expected} {actual.Low} {actual.High}");
        }
    }

    [Property]
    public void DifferencesOfTwoSeriesAreThoseOfTheSlowReference(TrueFamily family, int seed)
    {
        var (snapshot, reference, random) = (Of(family, family.Figures), new AllPairsOfFamily(family, family.Figures), new Random(seed));
        var series = family
            .Figures.SelectMany(f => f.Series == TrueFamily.Open ? [TrueFamily.Locked, TrueFamily.First] : new[] { f.Series })
            .Distinct()
            .ToArray();
        for (var i = 0; i < 60 && series.Length > 0; i++)
        {
            var (x, y, onX, onY) = (
                series[random.Next(series.Length)],
                series[random.Next(series.Length)],
                random.Next(-1, family.Days),
                random.Next(-1, family.Days));
            var (actual, expected) = (
                snapshot.Difference(x, TrueFamily.Day(onX), y, TrueFamily.Day(onY)),
                reference.Difference(x, onX, y, onY));
            Assert.True(
                expected.Low is { } low ? actual is { } known && (known.Low, known.High) == (low, expected.High) : actual is null,
                $"{x} {onX} {y} {onY}: {expected} {actual?.Low} {actual?.High}");
        }
    }

    [Property]
    public void AnotherTrueFigureNeverWidensTheBounds(TrueFamily family)
    {
        var (less, more) = (Of(family, family.Figures.Skip(1)), Of(family, family.Figures));
        Assert.All(Questions(family), q => Assert.True(Between(less, q).Holds(Between(more, q))));
    }

    [Property]
    public void TheOrderOfTheFiguresDoesNotMatter(TrueFamily family, int seed)
    {
        var shuffled = family.Figures.ToArray();
        new Random(seed).Shuffle(shuffled);
        var (one, other) = (Of(family, family.Figures), Of(family, shuffled));
        Assert.All(Questions(family), q => Assert.Equal(Between(one, q), Between(other, q)));
    }

    [Property]
    public void TheBoundsRestOnTheEvidenceAlone(TrueFamily family, int seed)
    {
        var snapshot = Of(family, family.Figures);
        foreach (var question in new Random(seed).GetItems(Questions(family).ToArray(), 10))
        {
            var evidence = snapshot.Evidence(question.Series, question.A is { } a ? TrueFamily.Day(a) : null, TrueFamily.Day(question.B));
            var (all, alone) = (Between(snapshot, question), Between(Of(family, evidence.Figures), question));
            Assert.Equal((all.Low, all.High), (alone.Low, alone.High));
        }
    }
}
