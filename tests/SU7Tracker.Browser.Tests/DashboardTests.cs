using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SU7Tracker.Browser.Tests.Support;

namespace SU7Tracker.Browser.Tests;

public sealed partial class DashboardTests(Stage stage) : PageTests(stage)
{
    [Fact]
    public async Task HowANumberWasComputedIsReadByKeyboard()
    {
        var analyst = await OpenAsync(Stage.Embedded);
        await analyst.GoToAsync("/?asOf=2024-04-18");
        var tile = analyst.Page.Locator("section[data-metric=monthly-run-rate]");
        var (button, working) = (tile.GetByRole(AriaRole.Button, new() { Name = "How was this computed?" }), tile.GetByRole(AriaRole.Dialog));
        await Assertions.Expect(working).ToBeHiddenAsync();

        await tile.Locator("select").FocusAsync();
        await analyst.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(button).ToBeFocusedAsync();
        await analyst.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(working).ToBeVisibleAsync();
        await Assertions.Expect(working).ToContainTextAsync("= 2,394 ÷ 7 × 7 × 4");
        await Assertions.Expect(working).ToContainTextAsync("= 9,576 units a month");
        await Assertions.Expect(working).ToContainTextAsync("month of four weeks");
        await Assertions.Expect(working).ToContainTextAsync("known on 18 Apr 2024");
        await Assertions.Expect(working.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", new Regex("^https?://"));
        await Assertions.Expect(working.GetByRole(AriaRole.Button, new() { Name = "Close" })).ToBeFocusedAsync();

        await analyst.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(working).ToBeHiddenAsync();
        await Assertions.Expect(button).ToBeFocusedAsync();
    }

    [Theory, InlineData("series", "deliveries.delivered", "measure=deliveries"), InlineData("month", "thirty-days", "month=thirty-days"), InlineData("from", "2024-05-01", "from=2024-05-01")]
    public async Task WhatIsChosenBeforeThePageIsAliveIsChosenOnceItIs(string field, string value, string inAddress)
    {
        var analyst = await OpenAsync(Stage.Embedded);
        var alive = new TaskCompletionSource();
        await analyst.Page.RouteAsync("**/_framework/blazor.web*.js", async script =>
        {
            await alive.Task;
            await script.ContinueAsync();
        });
        await analyst.Page.GotoAsync("/", new() { WaitUntil = WaitUntilState.Commit });
        var choice = analyst.Page.Locator($"[name={field}]");
        await (field == "from" ? choice.FillAsync(value) : choice.SelectOptionAsync(value));
        alive.SetResult();
        await analyst.WaitAsync();
        await analyst.Page.WaitForURLAsync(new Regex($"[?&]{inAddress}$"));
        await Assertions.Expect(choice).ToHaveValueAsync(value);
        Assert.Empty(analyst.Complaints);
    }

    [Theory, InlineData("/?asOf=2024-05-31"), InlineData("/?measure=deliveries&per=month"), InlineData("/?measure=orders&from=2024-04-01&to=2024-12-31")]
    public async Task TheTableOfAChartShowsTheNumbersThatItIsDrawnFrom(string view)
    {
        var analyst = await OpenAsync(Stage.Embedded);
        await analyst.GoToAsync(view);
        var charts = new Dictionary<string, JsonElement>();
        foreach (var figure in await analyst.Page.Locator("figure[data-chart]").AllAsync())
        {
            var answer = await analyst.Page.APIRequest.GetAsync((await figure.GetAttributeAsync("data-chart"))!);
            charts[(await figure.GetAttributeAsync("id"))!] = (await answer.JsonAsync())!.Value;
        }
        Assert.Equal(3, charts.Count);

        await analyst.Page.GetByRole(AriaRole.Link, new() { Name = "Tables", Exact = true }).ClickAsync();
        foreach (var (name, chart) in charts)
        {
            var table = analyst.Page.Locator($"#{name} table");
            await table.WaitForAsync();
            var cells = await table.EvaluateAsync<string[][]>("t => [...t.tBodies[0].rows].map(r => [...r.cells].slice(1, -1).map(c => c.textContent))");
            Assert.Equal(Rows(chart).Take(100).Select(Join), cells.Select(row => Join(row.Select(Numbers))));
        }
        Assert.Empty(analyst.Complaints);
    }

    private static string Join(IEnumerable<IEnumerable<decimal>> row) => string.Join(" | ", row.Select(cell => string.Join(' ', cell.Select(n => n.ToString("0.####", CultureInfo.InvariantCulture)))));

    // The rows of the table as the chart's numbers make them, the latest first; a cell for each mark.
    private static IEnumerable<IEnumerable<decimal>[]> Rows(JsonElement chart)
    {
        var decimals = chart.GetProperty("decimals").GetInt32();
        var marks = chart.GetProperty("marks").EnumerateArray().Select(m => m.GetProperty("points").EnumerateArray().ToDictionary(Days)).ToList();
        return marks.SelectMany(m => m.Keys).Distinct().OrderByDescending(d => d.End, StringComparer.Ordinal).ThenByDescending(d => d.Start, StringComparer.Ordinal)
            .Select(days => marks.Select(m => m.TryGetValue(days, out var point) ? Said(point, decimals) : []).ToArray());
    }

    private static (string Start, string End) Days(JsonElement point) =>
        (point.TryGetProperty("start", out var start) ? start.GetString()! : point.GetProperty("end").GetString()!, point.GetProperty("end").GetString()!);

    // The numbers in what is said of a point: the one, or its bounds and the best estimate between them.
    private static IEnumerable<decimal> Said(JsonElement point, int decimals)
    {
        decimal? Read(string name) => point.TryGetProperty(name, out var number) ? Math.Round(number.GetDecimal(), decimals, MidpointRounding.AwayFromZero) : null;
        var (value, low, high) = (Read("value")!.Value, Read("low"), Read("high"));
        var qualifier = point.TryGetProperty("as", out var given) ? given.GetString() : "exact";
        return point.TryGetProperty("state", out var state) && state.GetString() == "unknown" ? []
            : qualifier is "exact" or "about" || low == high ? [value]
            : [.. new[] { qualifier == "at_most" ? null : low, high }.OfType<decimal>(), .. value > low && !(value >= high) ? [value] : Array.Empty<decimal>()];
    }

    private static IEnumerable<decimal> Numbers(string text) => Number().Matches(text).Select(m => decimal.Parse(m.Value, NumberStyles.Number, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"[0-9][0-9,]*(\.[0-9]+)?")]
    private static partial Regex Number();
}
