using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public sealed class DerivationTests
{
    [Fact]
    public void AWeekIsBoundedByWhatHadBeenBuiltLessWhatHadBeenDelivered()
    {
        var snapshot = PublicRecord.SU7.AsOf(new(2025, 1, 2));
        var (series, week) = (snapshot.Of(Measure.Deliveries, Series.Delivered), Week.Of(new(2024, 11, 6)).Period);
        var upper = Derivation.OfUpper(snapshot, series, week.Before, week.End);
        Assert.NotNull(upper);
        Assert.Equal(snapshot.Between(series, week.Before, week.End).High, upper.Bound);
        Assert.Equal(upper.Bound, Sum(upper));
        Assert.Contains(Law.BuiltDelivered, upper.Laws);
        Assert.Empty(Derivation.OfLower(snapshot, series, week.Before, week.End)!.Terms);
    }

    [Fact]
    public void EveryMonthOfThePublicRecordIsTheSumOfItsTerms()
    {
        var (found, missed) = (0, 0);
        foreach (var day in new DateOnly[] { new(2024, 6, 2), new(2025, 1, 2), new(2026, 10, 31) })
        {
            var snapshot = PublicRecord.SU7.AsOf(day);
            foreach (var curve in snapshot.Series.Select(snapshot.Curve).OfType<Curve>().Where(c => c.Series.City.Length == 0))
            {
                foreach (var month in Month.In(new(curve.First, curve.Last)).Select(m => m.Period))
                {
                    Check(Derivation.OfLower(snapshot, curve.Series, month.Before, month.End), curve.In(month).Low);
                    Check(Derivation.OfUpper(snapshot, curve.Series, month.Before, month.End), curve.In(month).High);
                }
            }
        }
        // Hulls of disputed figures, and laws that are not applied on a day, are no sum of single figures.
        Assert.True(found > 20 * missed, $"{found} found, {missed} missed");

        void Check(Derivation? derivation, Rational? bound)
        {
            if (bound is null)
            {
                Assert.Null(derivation);
            }
            else if (derivation is null)
            {
                missed++;
            }
            else
            {
                found++;
                Assert.Equal(bound.Value, Sum(derivation));
            }
        }
    }

    private static Rational Sum(Derivation derivation) =>
        derivation.Terms.Aggregate(Rational.Zero, (sum, t) => t.Added ? sum + t.Value : sum - t.Value);
}
