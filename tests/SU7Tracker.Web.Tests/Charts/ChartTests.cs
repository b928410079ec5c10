using Bunit;
using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;

namespace SU7Tracker.Web.Tests.Charts;

public sealed class ChartTests : BunitContext
{
    [Fact]
    public void TheFigureSaysWhereItsNumbersAreAndDescribesItself()
    {
        var figure = Render<Chart>(p => p
            .Add(c => c.Name, "weekly").Add(c => c.Url, "/vehicles/su7/charts/weekly?v=7").Add(c => c.CsvUrl, "/vehicles/su7/charts/weekly.csv")
            .Add(c => c.Title, "Weekly production").Add(c => c.Description, "Weekly production from April."));
        Assert.Equal("/vehicles/su7/charts/weekly?v=7", figure.Find("figure").GetAttribute("data-chart"));
        Assert.Equal("Weekly production from April.", figure.Find("[role=img]").GetAttribute("aria-label"));
        Assert.Equal("0", figure.Find("[role=img]").GetAttribute("tabindex"));
        Assert.Equal("/vehicles/su7/charts/weekly.csv", figure.Find("a[download]").GetAttribute("href"));
    }

    [Theory]
    [InlineData(Qualifier.Exact, """{"end":"2024-04-14","value":2394}""")]
    [InlineData(Qualifier.AtLeast, """{"end":"2024-04-14","value":2394,"low":2394,"as":"at_least"}""")]
    [InlineData(Qualifier.AtMost, """{"end":"2024-04-14","value":2394,"low":0,"high":2394,"as":"at_most"}""")]
    [InlineData(Qualifier.About, """{"end":"2024-04-14","value":2394,"low":2393.5,"high":2394.5,"as":"about"}""")]
    public void APointSaysItsBoundsAndLeavesAnOpenEndOut(Qualifier qualifier, string json)
    {
        var day = new DateOnly(2024, 4, 14);
        Assert.Null(Quantity.TryPublished(qualifier, qualifier == Qualifier.AtMost ? null : 2_394, qualifier == Qualifier.AtLeast ? null : 2_394, out var quantity));
        var chart = new ChartData("", "", "", [new("count", "", MarkKind.Line, 1, [new(new(day, day), quantity)])]);
        Assert.Contains($"[{json}]", System.Text.Encoding.UTF8.GetString(chart.ToJson()), StringComparison.Ordinal);
    }
}
