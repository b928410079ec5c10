using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

/// <summary>The numbers that the design promises of the public record.</summary>
public class PublicRecordTests
{
    private static readonly Snapshot OnArticleDay = PublicRecord.SU7.AsOf(PublicRecord.ArticleDay);
    private static readonly Snapshot Latest = PublicRecord.SU7.AsOf(new(2026, 6, 30));

    private static Metric OnArticleDayMetric(string key, MonthBasis? month = null) =>
        new Metrics(OnArticleDay, month ?? MonthBasis.FourWeeks).Find(key)!;

    private static Curve Deliveries => Latest.Curve(Latest.Of(Measure.Deliveries, Series.Delivered))!;

    [Fact]
    public void TheFirstPublishedWeekIs2394()
    {
        var metric = OnArticleDayMetric("weekly-production");
        Assert.Equal(Quantity.Exact(2_394), metric.Value);
        Assert.Equal(new Span(new(2024, 4, 8), new(2024, 4, 14)), metric.Span);
        Assert.Equal("seed_spm_20240418", metric.Inputs[0].Evidence.Single().Source);
    }

    [Theory]
    [InlineData("four-weeks", "9576", "9,576")]
    [InlineData("thirty-days", "10260", "10,260")]
    [InlineData("average-month", "10374", "10,374")]
    [InlineData("gregorian-month", "10409.41125", "10,409")]
    [InlineData("calendar-month", "10260", "10,260")]
    public void TheFirstWeekIsHeldForAMonth(string basis, string perMonth, string shown)
    {
        var metric = OnArticleDayMetric("monthly-run-rate", MonthBasis.Find(basis));
        Assert.Equal(perMonth, metric.Value!.Value.Low.ToString());
        Assert.True(metric.Value.Value.IsExact);
        Assert.Equal(shown, metric.Value.ToString());
    }

    [Fact]
    public void TheFirstWeekIsHeldForAYear() =>
        Assert.Equal(Quantity.Exact(Rational.Of(2_394 * 1_461, 28)), OnArticleDayMetric("annual-run-rate").Value);

    [Fact]
    public void OnlyFourWeeksMakeTheHeadlineNearly10000() =>
        Assert.Equal(
            [MonthBasis.FourWeeks],
            MonthBasis.All.Where(b =>
                ClaimCheck.Of(PublicRecord.SU7.Claims.Single(c => c.Id == "nearly-10000-a-month"), OnArticleDay, b).Answer == Answer.Holds)
        );

    [Fact]
    public void OrdersWereMoreThan40000() => Assert.Equal("≥ 40,000", OnArticleDayMetric("cumulative-orders").Value.ToString());

    [Fact]
    public void OrdersWereWorthMoreThanFourMonthsOfOutput()
    {
        var months = OnArticleDayMetric("orders-to-run-rate");
        Assert.Equal("≥ 4.17", months.Text(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(Quantity.AtLeast(Rational.Of(40_000, 9_576)), months.Value);
    }

    [Fact]
    public void NobodyHadPublishedAnExpectation()
    {
        var metric = OnArticleDayMetric("demand-vs-expectation");
        Assert.Null(metric.Value);
        Assert.Equal("NoExpectation", metric.Reason!.Code);
    }

    [Fact]
    public void ThreeToFiveTimesWouldImplyAnExpectationOf8000OrMore() =>
        Assert.Equal("≥ 8,000", OnArticleDayMetric("implied-expectation").Value.ToString());

    [Fact]
    public void Exactly40000WouldImply8000To13334() =>
        Assert.Equal("8,000–13,334", (Quantity.Exact(40_000) / Quantity.Range(3, 5)).ToString());

    [Fact]
    public void The88063OrdersAreAtMost89PercentOfTheTargetInForceOnTheirDay()
    {
        var metric = new Metrics(PublicRecord.SU7.AsOf(new(2024, 6, 2)), MonthBasis.FourWeeks, new(2024, 4, 30)).DemandVsPlan;
        Assert.Equal("≤ 0.89", metric.Text(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(["orders-for-period 88,063", "target ≥ 100,000"], metric.Inputs.Select(i => $"{i.Name} {i.Value}"));
    }

    [Fact]
    public void TheBacklogOf30AprilIsOrdersLessTheExactlyKnownDeliveries()
    {
        var metric = new Metrics(Latest, MonthBasis.FourWeeks, new(2024, 4, 30)).OrderBacklog;
        Assert.Equal(["88,063", "7,118", "80,945"], metric.Inputs.Select(i => i.Value.ToString()));
        Assert.Equal(Quantity.Exact(88_063 - 7_118), metric.Value);
        Assert.Equal(new Span(null, new(2024, 4, 30)), metric.Span);
    }

    [Fact]
    public void SixtyCarsWereDeliveredBeforeApril2024ThoughNoArticleMentionsThem()
    {
        Assert.Equal(Quantity.Exact(60), Deliveries.UpTo(new(2024, 3, 31)));
        Assert.Equal(Quantity.Exact(60), Deliveries.In(new(new(2024, 1, 1), new(2024, 3, 31))));
    }

    [Fact]
    public void June2024IsTheQuarterLessAprilAndMay() =>
        Assert.Equal(Quantity.Exact(11_603), Deliveries.In(Month.Of(new(2024, 6, 1)).Period));

    [Fact]
    public void WhatWasKnownLaterDoesNotLeakIntoTheArticlesDay() =>
        Assert.All(OnArticleDay.Series, s => Assert.All(OnArticleDay.Figures(s), f => Assert.True(f.KnownOn <= PublicRecord.ArticleDay)));

    [Theory]
    [InlineData("2024-06-01", 8_630)]
    [InlineData("2024-06-02", 8_646)]
    public void MayWasCorrectedADayLater(string asOf, long count)
    {
        var snapshot = PublicRecord.SU7.AsOf(DateOnly.ParseExact(asOf, "O"));
        Assert.Equal(
            Quantity.Exact(count),
            snapshot.Curve(snapshot.Of(Measure.Deliveries, Series.Delivered))!.In(Month.Of(new(2024, 5, 1)).Period));
    }

    [Fact]
    public void SevenFiguresAreRefutedByBetterOnesTwoOfThemByLessThanAThousandth()
    {
        var aside = PublicRecord.Family.Vehicles.SelectMany(v => PublicRecord.Family.Find(v.Slug)!.AsOf(new(2026, 10, 31)).Contradictions)
            .Where(c => c.Figure is not null && !c.Series.IsOpenOrders).Distinct().ToList();
        Assert.Equal(7, aside.Count);
        Assert.Equal([(75_884, 15), (180_000, 1)], aside.Where(c => c.Kind == ContradictionKind.Rounding)
            .Select(c => ((long)c.Figure!.Quantity.Low.Numerator, (int)c.Gap!.Value.Numerator)).Order());
    }

    [Theory]
    [InlineData("2026-10-31", "su7", "2025-03-31", "2025-06-30", "81,302")]
    [InlineData("2026-10-31", "su7", null, "2025-06-30", "294,025")]
    [InlineData("2026-10-31", "xiaomi-ev", null, "2024-12-31", "136,854")]
    [InlineData("2024-11-21", "su7", null, "2024-10-31", "75,000–100,000")]
    public void DeliveriesOfTheBrandAndOfItsOnlyCarBoundEachOther(string asOf, string vehicle, string? before, string end, string count)
    {
        var snapshot = PublicRecord.Family.Find(vehicle)!.AsOf(Some.On(asOf));
        Assert.Equal(
            count,
            snapshot
                .Between(snapshot.Of(Measure.Deliveries, Series.Delivered), before is null ? null : Some.On(before), Some.On(end))
                .ToString());
    }

    [Fact]
    public void NoMoreWereDeliveredThanHadBeenBuilt()
    {
        var snapshot = PublicRecord.SU7.AsOf(new(2024, 6, 2));
        var built = snapshot.Of(Measure.Production, Series.Built);
        Assert.Equal("≥ 15,704", snapshot.Between(built, null, new(2024, 5, 31)).ToString());
        Assert.Equal([Law.BuiltDelivered], snapshot.Evidence(built, null, new(2024, 5, 31)).Laws);
        Assert.Equal("≥ 15,704", new Metrics(snapshot, MonthBasis.FourWeeks).CumulativeProduction.Value.ToString());
    }

    [Theory]
    [InlineData("2024-05-07", "2024-04-30", "88,063")]
    [InlineData("2024-11-21", "2024-10-27", "≥ 8,063")]
    [InlineData("2025-03-07", "2025-03-06", "140,000–150,000")]
    public void TheBacklogIsWhatOrdersDeliveriesAndOpenOrdersAllow(string asOf, string day, string backlog)
    {
        var metric = new Metrics(PublicRecord.SU7.AsOf(Some.On(asOf)), MonthBasis.FourWeeks).OrderBacklog;
        Assert.Equal((backlog, Some.On(day)), (metric.Value.ToString(), metric.Span!.Value.To));
    }

    [Fact]
    public void TheOpenOrdersOf30AprilAreSetAsideWhenAllOrdersAreKnown()
    {
        var contradiction = PublicRecord.SU7.AsOf(new(2024, 6, 2)).Contradictions.Single(c => c.Series.IsOpenOrders);
        Assert.Equal(
            (ContradictionKind.SetAside, Law.OpenOrders, 88_063),
            (contradiction.Kind, contradiction.Law, (long)contradiction.Figure!.Quantity.Low.Numerator));
        Assert.Contains(contradiction.Against, f => f.Series.Basis == Series.Locked && f.Quantity == Quantity.Exact(88_063));
        Assert.DoesNotContain(PublicRecord.SU7.AsOf(new(2024, 5, 7)).Contradictions, c => c.Series.IsOpenOrders);
    }

    [Fact]
    public void TheBrandsRetailCountOfJune2025HoldsCarsOfAnotherModel()
    {
        var law = PublicRecord.SU7.AsOf(new(2026, 10, 31)).Contradictions.Single(c => c.Kind == ContradictionKind.Law);
        Assert.Equal((Law.ParentEqualsPart, Series.Retail), (law.Law, law.Series.Basis));
        Assert.Equal(new Period(new(2025, 6, 30), new(2025, 7, 5)), law.Period);
    }

    [Fact]
    public void EveryFigureThatIsUsedIsWithinWhatItsCurveAllows()
    {
        var aside = Latest.Contradictions.Select(c => c.Figure).ToHashSet();
        Assert.All(
            Latest.Series.Where(s => s is { IsPlan: false, IsOpenOrders: false }).SelectMany(Latest.Figures).Where(f => !aside.Contains(f)),
            f => Assert.True(f.Quantity.Holds(Latest.Curve(f.Series)!.Between(f.Key.Period?.Before, f.Key.End))));
    }
}
