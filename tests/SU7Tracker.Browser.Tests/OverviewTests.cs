using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SU7Tracker.Browser.Tests.Support;

namespace SU7Tracker.Browser.Tests;

public sealed class OverviewTests(Stage stage) : PageTests(stage)
{
    [Fact]
    public async Task HowANumberWasComputedIsReadByKeyboard()
    {
        var analyst = await OpenAsync(Stage.Embedded);
        await analyst.GoToAsync("/?asOf=2024-04-18");
        var button = analyst.Page.GetByRole(AriaRole.Button, new() { Name = "How was Monthly run-rate computed?" });
        var working = analyst.Page.GetByRole(AriaRole.Dialog, new() { Name = "Monthly run-rate" });
        await Assertions.Expect(working).ToBeHiddenAsync();

        await button.FocusAsync();
        await analyst.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(working).ToBeVisibleAsync();
        await Assertions.Expect(working).ToContainTextAsync("= 2,394 ÷ 7 × 7 × 4");
        await Assertions.Expect(working).ToContainTextAsync("= 9,576 units a month");
        await Assertions.Expect(working).ToContainTextAsync("four weeks (× 4)");
        await Assertions.Expect(working).ToContainTextAsync("known on 18 Apr 2024");
        await Assertions.Expect(working.GetByRole(AriaRole.Link).First).ToHaveAttributeAsync("href", new Regex("^https?://"));
        await Assertions.Expect(working.GetByRole(AriaRole.Button, new() { Name = "Close" })).ToBeFocusedAsync();

        await analyst.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(working).ToBeHiddenAsync();
        await Assertions.Expect(button).ToBeFocusedAsync();
    }

    [Fact]
    public async Task ChoicesWorkBeforeThePageIsAlive()
    {
        var analyst = await OpenAsync(Stage.Embedded);
        await analyst.Page.RouteAsync("**/_framework/blazor.web*.js", script => script.AbortAsync());
        await analyst.Page.GotoAsync("/");
        await analyst.Page.GetByRole(AriaRole.Link, new() { Name = "Quarter", Exact = true }).ClickAsync();
        await analyst.Page.WaitForURLAsync(new Regex("[?&]per=quarter$"));
        await analyst.Page.GetByRole(AriaRole.Button, new() { Name = "As of today" }).ClickAsync();
        await analyst.Page.GetByLabel("Day, such as 18 Apr 2024").FillAsync("18 April 2024");
        await analyst.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(analyst.Page.GetByRole(AriaRole.Button, new() { Name = "As of 18 Apr 2024" })).ToBeVisibleAsync();
        Assert.Contains("per=quarter", analyst.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatWasOpenedBeforeThePageIsAliveStaysOpen()
    {
        var analyst = await OpenAsync(Stage.Embedded);
        var opened = new TaskCompletionSource();
        await analyst.Page.RouteAsync("**/_framework/blazor.web*.js", async script =>
        {
            await opened.Task;
            await script.ContinueAsync();
        });
        await analyst.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        await analyst.Page.GetByRole(AriaRole.Button, new() { Name = "As of today" }).ClickAsync();
        var day = analyst.Page.GetByLabel("Day, such as 18 Apr 2024");
        await Assertions.Expect(day).ToBeVisibleAsync();
        opened.SetResult();
        await analyst.WaitAsync();
        await Assertions.Expect(day).ToBeVisibleAsync();
        await analyst.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(day).ToBeHiddenAsync();
    }

    [
        Theory,
        InlineData("/?asOf=2025-01-02&per=month"),
        InlineData("/?asOf=2025-01-02&per=quarter&show=pace&lang=zh-Hans"),
        InlineData("/?show=total")
    ]
    public async Task TheTableOfAChartShowsTheNumbersThatItIsDrawnFrom(string view)
    {
        var analyst = await OpenAsync(Stage.Embedded);
        await analyst.GoToAsync(view);
        var answer = await analyst.Page.APIRequest.GetAsync((await analyst.Page.Locator("#overview").GetAttributeAsync("data-chart"))!);
        var drawn = (await answer.JsonAsync())!
            .Value.GetProperty("marks")
            .EnumerateArray()
            .Where(m => m.GetProperty("name").GetString()!.Length > 0)
            .SelectMany(m => m.GetProperty("points").EnumerateArray())
            .Select(p => p.GetProperty("text").GetString()!)
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.NotEmpty(drawn);

        await analyst.GoToAsync(view + "&table=1");
        var cells = await analyst.Page.Locator("#overview td.number").AllTextContentsAsync();
        Assert.Equal(drawn, cells.Where(c => c.Length > 0).Order(StringComparer.Ordinal));
        Assert.Empty(analyst.Complaints);
    }

    [Fact]
    public async Task ArrowKeysWalkThePointsAndSayThem()
    {
        var analyst = await OpenAsync(Stage.Embedded);
        await analyst.GoToAsync("/?asOf=2025-01-02&per=month");
        await analyst.Page.Locator("#overview .chart-canvas").FocusAsync();
        await analyst.Page.Keyboard.PressAsync("End");
        await Assertions.Expect(analyst.Page.Locator("#overview .chart-said")).ToContainTextAsync("Nov 2024");
        await analyst.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(analyst.Page.Locator("#overview .chart-said")).ToContainTextAsync("Oct 2024");
    }

    [Theory, InlineData("/?asOf=2025-01-02"), InlineData("/?asOf=2024-04-18"), InlineData("/?asOf=2025-01-02&lang=zh-Hans")]
    public async Task TheFirstScreenFitsWithoutScrolling(string view)
    {
        var analyst = await OpenAsync(Stage.Embedded, 1440);
        await analyst.Page.SetViewportSizeAsync(1440, 900);
        await analyst.GoToAsync(view);
        Assert.InRange(
            await analyst.Page.EvaluateAsync<int>("Math.round(document.querySelector('.hero').getBoundingClientRect().bottom)"),
            1,
            900);
        Assert.Empty(analyst.Complaints);
    }

    [Fact]
    public async Task TheChartIsSavedAsAPictureThatIsNamedAfterIt()
    {
        var analyst = await OpenAsync(Stage.Embedded);
        await analyst.GoToAsync("/?asOf=2025-01-02");
        foreach (var format in new[] { "PNG", "SVG" })
        {
            var download = await analyst.Page.RunAndWaitForDownloadAsync(() =>
                analyst.Page.GetByRole(AriaRole.Button, new() { Name = format, Exact = true }).ClickAsync());
            Assert.Equal($"su7-overview-2025-01-02.{(format == "PNG" ? "png" : "svg")}", download.SuggestedFilename);
        }
        Assert.Empty(analyst.Complaints);
    }
}
