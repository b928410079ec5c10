using Microsoft.Playwright;
using SU7Tracker.Browser.Tests.Support;

namespace SU7Tracker.Browser.Tests;

public sealed class ConnectionTests(Stage stage) : PageTests(stage)
{
    private const string Live = "main[data-live]", Connection = "**/_blazor/negotiate**", Notice = "#components-reconnect-modal";

    [Fact]
    public async Task ALostConnectionIsSaidAndLeavesTheNumbersUntilItIsBack()
    {
        var analyst = await OpenAsync(Stage.Embedded, width: 390);
        await analyst.GoToAsync("/vehicles/su7?asOf=2024-04-18");
        var page = analyst.Page;
        var number = page.GetByText("9,576").First;
        await page.EvaluateAsync("window.opened = true; scrollTo(0, 200)");
        await page.GetByRole(AriaRole.Link, new() { Name = "Demand", Exact = true }).FocusAsync();
        await page.RouteAsync(Connection, attempt => attempt.AbortAsync());

        await page.EvaluateAsync("Blazor._internal.forceCloseConnection()");

        await Assertions.Expect(page.Locator(Notice)).ToContainTextAsync("The connection was lost. The numbers stay as they are");
        await Assertions.Expect(page.Locator(Notice).GetByText("Seconds to the next try")).ToBeVisibleAsync();
        await Assertions.Expect(number).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Demand", Exact = true })).ToBeFocusedAsync();

        await page.UnrouteAsync(Connection);
        await Assertions.Expect(page.Locator(Notice)).ToBeHiddenAsync();
        Assert.True(await page.EvaluateAsync<bool>("window.opened === true && scrollY === 200"));
        await Assertions.Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task APageWhoseConnectionFailsBeforeItIsLiveIsLoadedAgain()
    {
        var analyst = await OpenAsync(Stage.Embedded);
        var attempts = 0;
        await analyst.Page.RouteAsync(
            Connection,
            attempt => Interlocked.Increment(ref attempts) == 1
                ? attempt.FulfillAsync(new() { Status = 503, Body = "There is no server." })
                : attempt.ContinueAsync());
        await analyst.Page.GotoAsync("/vehicles/su7?asOf=2024-04-18");
        await Assertions.Expect(analyst.Page.Locator(Live)).ToHaveCountAsync(1);
        Assert.Equal(2, attempts);
        Assert.EndsWith("asOf=2024-04-18", analyst.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task APageThatIsNotServedIsLoadedAgainByItself()
    {
        var analyst = await OpenAsync(Stage.Embedded);
        var refused = false;
        // What a busy program answers, with its script.
        await analyst.Page.RouteAsync("**/vehicles/su7?asOf=2024-04-18", answer =>
        {
            var first = !refused;
            refused = true;
            return first
                ? answer.FulfillAsync(new()
                {
                    Status = 503, ContentType = "text/html",
                    Body = "<main><p data-again=\"1\" hidden>again</p></main><script src=\"/again.js\"></script>",
                })
                : answer.ContinueAsync();
        });
        await analyst.Page.GotoAsync("/vehicles/su7?asOf=2024-04-18");
        await Assertions.Expect(analyst.Page.GetByText("9,576").First).ToBeVisibleAsync();
    }
}
