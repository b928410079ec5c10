using System.Text;
using System.Text.Json;
using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Charts;

public sealed class ChartTests
{
    private static JsonElement PointOf(Quantity value, bool labelled = false) =>
        JsonDocument
            .Parse(
                ChartJson.Write(
                    new(
                        "",
                        "units",
                        [
                            new("count", "Deliveries", MarkKind.Bars, 1, [new(new(Some.Day(4, 8), Some.Day(4, 14)), value)])
                            {
                                Labelled = labelled,
                            },
                        ])))
            .RootElement.GetProperty("marks")[0]
            .GetProperty("points")[0];

    [Fact]
    public void APointSaysItsBoundsItsBestEstimateAndItsTexts()
    {
        var point = PointOf(Quantity.Between(10_000, 19_790, 12_600), labelled: true);
        Assert.Equal(("2024-04-08", "2024-04-14"), (point.GetProperty("from").GetString(), point.GetProperty("to").GetString()));
        Assert.Equal(
            (12_600, 10_000, 19_790),
            (point.GetProperty("value").GetInt32(), point.GetProperty("low").GetInt32(), point.GetProperty("high").GetInt32()));
        Assert.Equal("estimated", point.GetProperty("look").GetString());
        Assert.Equal("8–14 Apr 2024", point.GetProperty("title").GetString());
        Assert.Equal("10,000–19,790, best estimate 12,600", point.GetProperty("text").GetString());
        Assert.Equal("≈ 12,600", point.GetProperty("label").GetString());
    }

    [Fact]
    public void AFloorHasNoUpperEndAndNoEstimate()
    {
        var point = PointOf(Quantity.AtLeast(40_000));
        Assert.False(point.TryGetProperty("high", out _) || point.TryGetProperty("value", out _));
        Assert.Equal("≥ 40,000", point.GetProperty("text").GetString());
    }

    public static TheoryData<Quantity, ChartLook> Looks => new()
    {
        { Quantity.Exact(2_394), ChartLook.Exact },
        { Quantity.About(1_300), ChartLook.Rounded },
        { Quantity.Between(10, 20, 15), ChartLook.Estimated },
        { Quantity.Range(10, 20), ChartLook.Bounded },
        { Quantity.AtLeast(10), ChartLook.Bounded },
        { Quantity.AtLeast(0), ChartLook.Missing },
        { Quantity.Exact(0), ChartLook.Zero },
    };

    [Theory, MemberData(nameof(Looks))]
    public void HowWellAValueIsKnownIsSeen(Quantity value, ChartLook look) => Assert.Equal(look, ChartPoint.LookOf(value));

    [Fact]
    public void AWeekThatIsNotCoveredToItsEndSaysHowManyDaysAreCounted()
    {
        var curve = Some.Snapshot(Some.In(Some.Delivered, Some.Day(4, 8), Some.Day(4, 17), Quantity.Exact(1_000))).Curve(Some.Delivered)!;
        var points = ChartPeriods.Points(curve, ChartPeriods.Week, new(Some.Day(4, 8), Some.Day(4, 21))).ToList();
        Assert.Equal([ChartLook.Partial], points.Skip(1).Select(p => p.Look));
        Assert.Equal(["3 of 7 days"], points[1].Notes);
    }

    [Fact]
    public void AChartsTextsAreInTheReadersLanguage()
    {
        using var reader = new Reader("zh-Hans");
        var json = Encoding.UTF8.GetString(
            ChartJson.Write(
                new("", "", [new("count", "", MarkKind.Bars, 1, [new(new(Some.Day(4, 8), Some.Day(4, 14)), Quantity.Between(1, 9, 5))])])));
        Assert.Contains(
            "最佳估计 5",
            JsonDocument.Parse(json).RootElement.GetProperty("marks")[0].GetProperty("points")[0].GetProperty("text").GetString());
    }
}
