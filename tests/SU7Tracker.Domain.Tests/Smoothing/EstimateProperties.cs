using FsCheck.Xunit;
using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests.Smoothing;

/// <summary>
/// What holds of the best estimates of every family of series that obey the laws, whatever true figures were published of them.
/// </summary>
[Properties(Arbitrary = [typeof(Families)], MaxTest = 300)]
public class EstimateProperties
{
    private static readonly DateOnly Later = new(2030, 1, 1);

    private static Snapshot Of(TrueFamily family) => family.With(family.Figures).Find("first")!.AsOf(Later);

    private static IEnumerable<Curve> Curves(TrueFamily family) => family.Counts.Keys.Select(Of(family).Curve).OfType<Curve>();

    private static IEnumerable<DateOnly> Days(TrueFamily family) => Enumerable.Range(-1, family.Days + 1).Select(TrueFamily.Day);

    private static Rational? On(Snapshot snapshot, Series series, DateOnly day) => snapshot.Curve(series)?.UpTo(day).Estimate;

    [Property]
    public void ItNeverFallsAndIsWithinTheBoundsOfAllDays(TrueFamily family) => Assert.All(Curves(family), c =>
    {
        foreach (var b in Days(family).Where(d => d >= c.First && d <= c.Last))
        {
            Assert.True(c.UpTo(b).Estimate is not { } upTo || c.UpTo(b).Allows(upTo), $"{c.Series} {b:O} {c.UpTo(b)}");
            foreach (var a in Days(family).Where(d => d >= c.First.AddDays(-1) && d < b))
            {
                var count = c.Between(a, b);
                Assert.True(
                    count.Estimate is not { } estimate || (estimate.Sign >= 0 && count.Allows(estimate)),
                    $"{c.Series} {a:O} {b:O}: {count} {count.Estimate}");
            }
        }
    });

    [Property]
    public void CountsAreDifferencesOfCumulativeCounts(TrueFamily family) => Assert.All(Curves(family), c =>
    {
        foreach (var b in Days(family).Where(d => d >= c.First && d <= c.Last))
        {
            foreach (var a in Days(family).Where(d => d >= c.First && d < b))
            {
                var (from, to, count) = (c.UpTo(a).Estimate, c.UpTo(b).Estimate, c.Between(a, b).Estimate);
                Assert.True(from is null || to is null || count is null || to - from == count, $"{c.Series} {a:O} {b:O} {from} {to} {count} {c.UpTo(a)} {c.UpTo(b)} {c.Between(a, b)}");
            }
        }
    });

    [Property]
    public void NoEstimateBreaksALaw(TrueFamily family)
    {
        var snapshot = Of(family);
        foreach (var day in Days(family))
        {
            foreach (
                var (more, less) in new[]
                {
                    (TrueFamily.Built, TrueFamily.First),
                    (TrueFamily.Locked, TrueFamily.First),
                    (TrueFamily.First, TrueFamily.City),
                    (TrueFamily.Brand, TrueFamily.First),
                    (TrueFamily.Brand, TrueFamily.Second),
                    (TrueFamily.BrandBuilt, TrueFamily.Built),
                })
            {
                var (above, below) = (On(snapshot, more, day), On(snapshot, less, day));
                Assert.True(above is null || below is null || above >= below, $"{more} {above} {less} {below} {day:O}");
            }
        }
    }

    [Property]
    public void OneCurveServesBrandAndCarWhileThereIsOneCar(TrueFamily family)
    {
        var snapshot = Of(family);
        foreach (var day in Days(family).Where(d => d <= TrueFamily.Day(family.AloneUntil)))
        {
            var (brand, first) = (On(snapshot, TrueFamily.Brand, day), On(snapshot, TrueFamily.First, day));
            Assert.True(brand is null || first is null || brand == first, $"{brand} {first} {day:O}");
        }
    }
}
