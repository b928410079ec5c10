using SU7Tracker.Domain;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Overview;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Overview;

public sealed class HeadlinesTests
{
    private static readonly Snapshot Year = Some.Snapshot(
        Some.UpTo(Some.Delivered, Some.Day(3, 31), Quantity.Exact(60)),
        Some.In(Some.Delivered, Some.Day(4, 1), Some.Day(6, 30), Quantity.Exact(27_307)),
        Some.In(Some.Delivered, Some.Day(7, 1), Some.Day(9, 30), Quantity.Exact(39_790)),
        Some.In(Some.Delivered, Some.Day(10, 1), Some.Day(12, 31), Quantity.Range(69_343, 70_343), published: Some.Day(12, 31)),
        Some.In(Some.Target, Some.Day(1, 1), Some.Day(12, 31), Quantity.Exact(130_000), published: Some.Day(11, 18)),
        Some.UpTo(Some.Locked, Some.Day(10, 27), Quantity.AtLeast(108_063)));

    private static string Sentence(Snapshot snapshot) =>
        string.Concat(OverviewSentence.Of(snapshot, new(snapshot, MonthBasis.FourWeeks), MonthBasis.FourWeeks).Select(p => p.Text))
            .Replace('\u00a0', ' ');

    [Fact]
    public void TheSentenceSaysHowManyHowFastAndHowManyAreOrdered()
    {
        var sentence = Sentence(Year);
        Assert.Contains("a week were delivered, a run-rate of", sentence, StringComparison.Ordinal);
        Assert.Contains("In Q4 2024 5,276–5,353 a week", sentence, StringComparison.Ordinal);
        Assert.Contains(
            "a run-rate of 21,104–21,409 a month on the four-week basis, 74–77 % more than in the quarter before.",
            sentence,
            StringComparison.Ordinal);
        Assert.EndsWith("had been ordered by 31 Dec 2024.", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSentenceIsWrittenInChinese()
    {
        using var reader = new Reader("zh");
        Assert.Contains("2024年第4季度周均交付 5,276–5,353 辆，按四周口径月化 21,104–21,409 辆，比前一季度多 74–77%。", Sentence(Year), StringComparison.Ordinal);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5), InlineData(60)]
    public void AMakerOfWhichOnlyRegistrationsAreKnownHasHeadlineNumbers(int weeks)
    {
        var maker = Some.History([
            .. Enumerable.Range(0, weeks).Select(i => Some.Day(1, 1).AddDays(7 * i)).Select(monday =>
                Some.In(Some.Insured, monday, monday.AddDays(6), Quantity.About(2_500), published: monday.AddDays(8))),
        ]).AsOf(Some.Day(1, 1).AddDays(7 * 61));
        var headlines = new Headlines(maker, MonthBasis.FourWeeks);
        Assert.Equal(["weekly-registrations", "monthly-run-rate"], headlines.Shown.Take(2).Select(h => h.Metric.Key));
        Assert.Contains(headlines.Shown, h => h.Title == "Registered to date");
        Assert.All(headlines.Shown, h => Assert.NotNull(h.Metric.Value));
        var metrics = headlines.Metrics;
        Assert.Equal(weeks >= 4, metrics.TrailingRegistrations(4).Value is not null);
        Assert.Equal(weeks >= 13, metrics.TrailingRegistrations(13).Value is not null);
        Assert.Equal(weeks >= 2, metrics.Find("registrations-change-on-week")!.Value is not null);
        Assert.Equal(weeks >= 53, metrics.Find("registrations-change-on-year")!.Value is not null);
    }

    [Fact]
    public void ATargetThatWasReachedSaysBetweenWhichDays()
    {
        var target = new Headlines(Year, MonthBasis.FourWeeks).Shown.Single(h => h.Title == "Target of 2024");
        Assert.StartsWith("met ", target.Compared, StringComparison.Ordinal);
        Assert.EndsWith("31 Dec", target.Compared, StringComparison.Ordinal);
        Assert.Equal("104–106", target.Metric.Value!.Value.Display());
    }

    [Fact]
    public void NothingUnknownTakesThePlaceOfAHeadline()
    {
        var headlines = new Headlines(Some.Article, MonthBasis.FourWeeks);
        Assert.All(headlines.Shown, h => Assert.False(h.Metric.Value!.Value.IsVacuous()));
        Assert.Contains("order-backlog", headlines.Unknown.Select(m => m.Key));
        Assert.All(headlines.Unknown, m => Assert.NotNull(m.Reason));
    }

    [Theory, InlineData("four-weeks", "9,576"), InlineData("average-month", "10,374")]
    public void TheRunRateIsOfTheMonthBasisChosen(string basis, string rate)
    {
        var headline = new Headlines(Some.Article, MonthBasis.Find(basis)!).Shown.Single(h => h.Metric.Key == "monthly-run-rate");
        Assert.Equal(rate, headline.Metric.Value!.Value.Display());
    }

    [Fact]
    public void AChangeThatMayGoEitherWayIsSaidSo()
    {
        var curve = Some.Snapshot(
                Some.In(Some.Delivered, Some.Day(4, 1), Some.Day(4, 30), Quantity.Range(900, 1_100)),
                Some.In(Some.Delivered, Some.Day(5, 1), Some.Day(5, 31), Quantity.Exact(1_000)))
            .Curve(Some.Delivered)!;
        Assert.Equal(
            "−13 to +8 | month",
            Change.Of(curve, Month.Of(Some.Day(5, 1)).Period)!.Text("{0} more", "{0} less", "{0} to {1} | {2}"));
        Assert.Null(Change.Of(curve, Month.Of(Some.Day(4, 1)).Period));
    }
}
