using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace SU7Tracker.Browser.Tests.Support;

/// <summary>Somebody with a browser of their own, and a list of what went wrong in it.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>How long anything may take on a busy machine, in milliseconds; what is promised in time is measured by its test.</summary>
    public const int Patience = 20_000;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visitor(Tracker tracker, IBrowserContext context, IPage page)
    {
        (Tracker, _context, Page) = (tracker, context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue($"thrown: {error}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not ("data" or "blob") } url && url.Authority != tracker.Address.Authority)
            {
                _complaints.Enqueue($"went elsewhere: {url}");
            }
        };
    }

    public Tracker Tracker { get; }
    public IPage Page { get; }
    /// <summary>
    /// What the browser reported: errors and warnings of scripts, breaches of the content policy, requests to other hosts.
    /// </summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>Opens a browser without anyone's cookies.</summary>
    public static async Task<Visitor> OpenAsync(IBrowser browser, Tracker tracker, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = tracker.Address.ToString(),
                ViewportSize = new() { Width = width, Height = 844 },
                ColorScheme = scheme,
                Locale = "en-GB",
            });
        context.SetDefaultTimeout(Patience);
        await context.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))"
        );
        return new(tracker, context, await context.NewPageAsync());
    }

    /// <summary>Goes to a page and waits until it is alive and its charts are drawn.</summary>
    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync(path);
        await WaitAsync();
    }

    /// <summary>Waits until the page is alive and its charts are drawn.</summary>
    public Task WaitAsync() => Page.WaitForFunctionAsync(
        "() => document.querySelector('main[data-live=\"1\"]') && !document.querySelector('figure[data-chart]:not([data-ready=\"1\"])')");

    /// <summary>Signs in by the form on the page.</summary>
    public async Task SignInAsync(string email)
    {
        await Page.GetByLabel("Email").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(Tracker.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        // Whoever goes on waits for what is on the page; its load event may have been before.
        await Page.WaitForURLAsync(
            url => !url.Contains("/account/login", StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.Commit });
    }

    /// <summary>Types into the list of sources what only one of them answers to, and chooses it.</summary>
    public async Task ChooseSourceAsync(string words)
    {
        await Page.Locator("#entry-source").FillAsync(words);
        var choices = Page.Locator(".source-choice");
        // Until the list has heard what was typed it shows every source, and would be replaced under the pointer.
        await Assertions.Expect(choices).ToHaveCountAsync(1);
        await choices.ClickAsync();
        await Assertions.Expect(choices).ToHaveCountAsync(0);
    }

    /// <summary>Opens a list and chooses from it.</summary>
    public async Task ChooseAsync(ILocator list, string choice)
    {
        await list.ClickAsync();
        var choices = Page.Locator(".mud-popover-open");
        await choices.GetByRole(AriaRole.Option, new() { Name = choice, Exact = true }).ClickAsync();
        await Assertions.Expect(choices).ToHaveCountAsync(0);
    }

    /// <summary>Waits until the grid shows what is on record.</summary>
    public async Task WaitForGridAsync()
    {
        await WaitAsync();
        await Page.Locator(".sheet-host[data-ready='1']").WaitForAsync();
    }

    /// <summary>Goes to a cell of the grid.</summary>
    /// <param name="row">The name of its row.</param>
    /// <param name="column">Its column, from 0.</param>
    public async Task GoToCellAsync(string row, int column)
    {
        var cell = Page.Locator($".sheet-row[data-row='{row}'] .sheet-cell").Nth(column);
        await cell.ClickAsync();
        await Assertions.Expect(cell.Locator("input")).ToBeFocusedAsync();
    }

    /// <summary>A headline number as it is read.</summary>
    public async Task<string> MetricAsync(string key) =>
        (await Page.Locator($".kpi[data-metric={key}] .kpi-value").InnerTextAsync()).Trim();

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
