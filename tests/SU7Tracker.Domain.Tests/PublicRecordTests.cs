using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

/// <summary>The numbers that the design promises of the public record.</summary>
public class PublicRecordTests
{
    private static readonly Snapshot OnArticleDay = PublicRecord.SU7.AsOf(PublicRecord.ArticleDay);
    private static readonly Snapshot Latest = PublicRecord.SU7.AsOf(new(2026, 6, 30));

    private static Metric OnArticleDayMetric(string key, MonthBasis? month = null) => new Metrics(OnArticleDay, month ?? MonthBasis.FourWeeks).Find(key)!;

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
    public void TheFirstWeekIsHeldForAYear() => Assert.Equal(Quantity.Exact(114_912), OnArticleDayMetric("annual-run-rate").Value);

    [Fact]
    public void OnlyFourWeeksMakeTheHeadlineNearly10000() => Assert.Equal(
        [MonthBasis.FourWeeks],
        MonthBasis.All.Where(b => ClaimCheck.Of(PublicRecord.SU7.Claims.Single(c => c.Id == "nearly-10000-a-month"), OnArticleDay, b).Answer == Answer.Holds));

    [Fact]
    public void OrdersWereMoreThan40000() => Assert.Equal("≥ 40,000", OnArticleDayMetric("cumulative-orders").Value.ToString());

    [Fact]
    public void OrdersWereWorthMoreThanFourMonthsOfOutput()
    {
        var months = OnArticleDayMetric("orders-to-run-rate");
        Assert.Equal("≥ 4.18", months.Text(System.Globalization.CultureInfo.InvariantCulture));
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
    public void Exactly40000WouldImply8000To13333() => Assert.Equal("8,000–13,333", (Quantity.Exact(40_000) / Quantity.Range(3, 5)).ToString());

    [Fact]
    public void OrdersWereMoreThanHalfTheTargetKnownThen()
    {
        var metric = OnArticleDayMetric("demand-vs-plan");
        Assert.Equal(Quantity.AtLeast(Rational.Of(40_000, 76_000)), metric.Value);
        Assert.Equal(["orders", "target"], metric.Inputs.Select(i => i.Name));
    }

    [Fact]
    public void The88063OrdersAre116PercentOfTheFirstTarget() =>
        Assert.Equal("1.16", (Quantity.Exact(88_063) / Quantity.Exact(76_000)).ToString(2, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void TheBacklogOf30AprilIsOrdersLessTheExactlyKnownDeliveries()
    {
        var metric = new Metrics(Latest, MonthBasis.FourWeeks, new(2024, 4, 30)).OrderBacklog;
        Assert.Equal(["88,063", "7,118"], metric.Inputs.Select(i => i.Value.ToString()));
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
        Assert.Equal(Quantity.Exact(count), snapshot.Curve(snapshot.Of(Measure.Deliveries, Series.Delivered))!.In(Month.Of(new(2024, 5, 1)).Period));
    }

    // 7,058 + 8,646 + 60 fit the exact counts of April and May; 27,367 + 39,790 = 67,157; 67,157 + 69,697 = 136,854; 136,854 + 75,869 = 212,723.
    [Fact]
    public void TheRecordNeverContradictedItself()
    {
        foreach (var history in new[] { PublicRecord.SU7, PublicRecord.Model3, PublicRecord.XiaomiEV })
        {
            var figures = history.Revisions.Values.SelectMany(s => s).SelectMany(r => r).ToList();
            Assert.All(figures.Select(f => f.KnownOn).Distinct(), day =>
            {
                var snapshot = history.AsOf(day);
                Assert.All(snapshot.Series.Where(s => !s.IsPlan), s => Assert.Empty(snapshot.Curve(s)!.Contradictions));
            });
        }
    }

    [Fact]
    public void EveryFigureOfTheRecordIsWithinWhatItsCurveAllows() => Assert.All(
        Latest.Series.Where(s => !s.IsPlan).SelectMany(Latest.Figures),
        f => Assert.True(f.Quantity.Holds(Latest.Curve(f.Series)!.Between(f.Key.Period?.Before, f.Key.End))));
}
