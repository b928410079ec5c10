using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests.Smoothing;

/// <summary>The best estimates of the public record.</summary>
public class EstimatesTests
{
    private static readonly DateOnly Day = new(2026, 10, 31);

    private static readonly IReadOnlyList<Snapshot> Snapshots =
    [
        .. new[] { PublicRecord.SU7, PublicRecord.Model3, PublicRecord.XiaomiEV }.Select(h => h.AsOf(Day)),
    ];

    private static IEnumerable<Curve> Curves =>
        Snapshots.SelectMany(s => s.Series.Where(x => !x.IsPlan && !x.IsOpenOrders).Select(s.Curve)).OfType<Curve>();

    private static Curve Of(string slug, Measure measure, string basis) =>
        Snapshots.First(s => s.Vehicle.Slug == slug) is var snapshot ? snapshot.Curve(snapshot.Of(measure, basis))! : null!;

    [Fact]
    public void EveryEstimateNeverFallsAndIsWithinTheBoundsOnEveryDay() => Assert.All(Curves, c =>
    {
        Rational? before = null;
        for (var day = c.First; day <= c.Last; day = day.AddDays(1))
        {
            var now = c.UpTo(day);
            Assert.True(now.Estimate is not { } e || now.Allows(e), $"{c.Series} {day:O}");
            Assert.True(before is null || now.Estimate is null || now.Estimate >= before, $"{c.Series} {day:O}");
            before = now.Estimate ?? before;
        }
    });

    [Fact]
    public void CountsAreDifferencesOfCumulativeCounts() => Assert.All(Curves, c =>
    {
        foreach (var month in Month.In(new(c.First, c.Last)))
        {
            var (count, from, to) = (c.In(month.Period).Estimate, c.UpTo(month.Period.Before).Estimate, c.UpTo(month.Period.End).Estimate);
            Assert.True(count is null || from is null || to is null || count == to - from, $"{c.Series} {month}");
        }
    });

    [Fact]
    public void EveryPairOfWeeksIsWithinItsBounds() => Assert.All(Curves, c =>
    {
        var sundays = Week.In(new(c.First, c.Last)).Select(w => w.Sunday).ToList();
        for (var i = 0; i < sundays.Count; i += 3)
        {
            for (var j = i + 1; j < sundays.Count; j += 5)
            {
                var count = c.Between(sundays[i], sundays[j]);
                Assert.True(count.Estimate is not { } e || count.Allows(e), $"{c.Series} {sundays[i]:O} {sundays[j]:O}: {count} {count.Estimate}");
            }
        }
    });

    [Fact]
    public void ProductionIsNotZeroWhileTheCumulativeCountGrows()
    {
        var built = Of("su7", Measure.Production, Series.Built);
        Assert.All(Week.In(new(new(2024, 4, 15), new(2024, 5, 5))), w => Assert.True(built.In(w.Period).Estimate > 500, w.ToString()));
    }

    [Fact]
    public void NoMonthBeforeTheFirstDeliveryHasAny()
    {
        var delivered = Of("su7", Measure.Deliveries, Series.Delivered);
        Assert.All(Month.In(new(new(2024, 1, 1), new(2024, 2, 29))), m => Assert.Equal(Quantity.Exact(0), delivered.In(m.Period)));
        Assert.Equal(0, delivered.UpTo(new(2024, 3, 27)).Estimate!.Value.Sign);
    }

    [Fact]
    public void OfOrdersNothingIsInventedBetweenBursts()
    {
        var orders = Of("su7", Measure.Orders, Series.Locked);
        Assert.All(Month.In(new(new(2024, 6, 1), new(2024, 9, 30))), m => Assert.Null(orders.In(m.Period).Estimate));
        Assert.NotNull(orders.Between(new(2024, 4, 25), new(2024, 4, 28)).Estimate);
    }

    [Fact]
    public void TheBrandsMonthsAfterOctober2025AreNotZero()
    {
        var brand = Of("xiaomi-ev", Measure.Deliveries, Series.Delivered);
        Assert.All(Week.In(new(new(2025, 11, 3), new(2026, 5, 31))), w => Assert.True(brand.In(w.Period).Estimate > 1_000, w.ToString()));
    }

    [Fact]
    public void WhatWasBuiltIsNeverLessThanWhatWasDelivered()
    {
        var (built, delivered) = (Of("su7", Measure.Production, Series.Built), Of("su7", Measure.Deliveries, Series.Delivered));
        for (var day = new DateOnly(2024, 4, 8); day <= new DateOnly(2024, 11, 10); day = day.AddDays(1))
        {
            Assert.True(built.UpTo(day).Estimate >= delivered.UpTo(day).Estimate, $"{day:O}");
        }
    }

    [Fact]
    public void PartsNeverExceedTheBrand()
    {
        var (brand, su7) = (Of("xiaomi-ev", Measure.Deliveries, Series.Delivered), Of("su7", Measure.Deliveries, Series.Delivered));
        var yu7 = Snapshots[0].Curve(new("yu7", Measure.Deliveries, Series.Delivered));
        for (var day = new DateOnly(2024, 3, 28); day <= new DateOnly(2026, 6, 30); day = day.AddDays(1))
        {
            if (brand.UpTo(day).Estimate is { } all && su7.UpTo(day).Estimate is { } one)
            {
                Assert.True(all >= one + (yu7?.UpTo(day).Estimate ?? 0), $"{day:O}");
            }
        }
    }
}
