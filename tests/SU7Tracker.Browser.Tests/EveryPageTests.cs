using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SU7Tracker.Browser.Tests.Support;

namespace SU7Tracker.Browser.Tests;

public sealed class EveryPageTests(Stage stage) : PageTests(stage)
{
    private const int Phone = 390, Height = 844;
    private static IReadOnlyList<BrowserContextCookiesResult>? s_admin;   // signed in once for all pages

    public static TheoryData<string, string?> Pages => new()
    {
        { "/", null },
        { "/?asOf=2025-01-02&table=1", null },
        { "/vehicles/su7/record", null },
        { "/vehicles/su7/explore?asOf=2025-01-02&per=week&range=2024&open=deliveries.delivered~2024-11-04~2024-11-10", null },
        { "/vehicles/su7/demand", null },
        { "/vehicles/su7/claims", null },
        { "/vehicles/xiaomi-ev/targets", null },
        { "/vehicles/su7/cities", null },
        { "/compare", null },
        { "/record/sources/gasgoo_20240506?show=d", null },
        { "/account/login", null },
        { "/entry?week=2024-W15", Tracker.Admin },
        { "/import", Tracker.Admin },
        { "/record?open=su7", Tracker.Admin },
        { "/record/webhooks", Tracker.Admin },
        { "/due", Tracker.Admin },
        { "/people", Tracker.Admin },
        { "/log", Tracker.Admin },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task ReadsWellByDayAndByNightInBothLanguages(string path, string? who)
    {
        var visitor = await OpenAsync(Stage.Embedded, Phone);
        if (who is not null)
        {
            await SignInAsync(visitor, who);
        }
        // A page that is open follows the system's colours, so that one visit sees both. What is on it is the same in both, so that each
        // language is read in one of them, and in one of the widths.
        await GoToAsync(visitor, path);
        Assert.Empty(await TooWideAsync(visitor.Page));
        await visitor.Page.SetViewportSizeAsync(1280, Height);
        await ReadAsync(visitor, "en", "light");

        // The desk's pages have the colours of the others; of them the grid, which has its own, is read again.
        if (who is not null && !path.StartsWith("/entry", StringComparison.Ordinal))
        {
            Assert.Empty(visitor.Complaints);
            return;
        }
        await visitor.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        await visitor.Page.SetViewportSizeAsync(Phone, Height);
        await GoToAsync(visitor, path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=zh-Hans");
        Assert.Empty(await TooWideAsync(visitor.Page));
        await ReadAsync(visitor, "zh-Hans", "dark");
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task WhatOpensOnAPhoneFitsIt()
    {
        var admin = await OpenAsync(Stage.Embedded, Phone);
        await admin.GoToAsync("/?asOf=2024-04-18");
        await admin.Page.Locator("button[popovertarget^='demand-']").First.ClickAsync();
        await admin.Page.GetByRole(AriaRole.Dialog, new() { Name = "Orders to run-rate" }).WaitForAsync();
        Assert.Empty(await TooWideAsync(admin.Page));
        Assert.Empty(await BarriersAsync(admin.Page));

        await admin.Page.GotoAsync(
            $"/account/login?returnUrl={Uri.EscapeDataString("/entry?week=2024-W15&cols=production.built,orders.locked")}");
        await admin.SignInAsync(Tracker.Admin);
        await admin.WaitForGridAsync();
        await admin.GoToCellAsync("2024-W15", 0);
        await admin.Page.Keyboard.TypeAsync("2500");
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Page.GetByText("hold a figure of another source").WaitForAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "A correction of the one shown" }).ClickAsync();
        await admin.Page.GetByText("Published figures that change: 1. Why?").WaitForAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Add a source" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByLabel("Title", new() { Exact = true })).ToBeFocusedAsync();
        Assert.Empty(await TooWideAsync(admin.Page));
        Assert.Empty(await BarriersAsync(admin.Page));
        Assert.Empty(admin.Complaints);
    }

    private static async Task ReadAsync(Visitor visitor, string language, string theme)
    {
        var root = visitor.Page.Locator("html");
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", theme);
        Assert.StartsWith(language, await root.GetAttributeAsync("lang"), StringComparison.Ordinal);
        Assert.Empty(await BarriersAsync(visitor.Page));
    }

    private static async Task GoToAsync(Visitor visitor, string path)
    {
        if (path.StartsWith("/account", StringComparison.Ordinal))
        {
            await visitor.Page.GotoAsync(path);
            return;
        }
        await visitor.GoToAsync(path);
        if (path.StartsWith("/entry", StringComparison.Ordinal))
        {
            await visitor.WaitForGridAsync();
        }
    }

    private static async Task SignInAsync(Visitor visitor, string who)
    {
        var context = visitor.Page.Context;
        if (s_admin is null)
        {
            await visitor.Page.GotoAsync("/account/login");
            await visitor.SignInAsync(who);
            s_admin = await context.CookiesAsync();
            return;
        }
        await context.AddCookiesAsync(s_admin.Select(c => new Cookie
        {
            Name = c.Name,
            Value = c.Value,
            Domain = c.Domain,
            Path = c.Path,
            HttpOnly = c.HttpOnly,
            Secure = c.Secure,
            SameSite = c.SameSite,
        }));
    }

    // What sticks out, so that a failure names it.
    private static Task<string[]> TooWideAsync(IPage page) =>
        page.EvaluateAsync<string[]>(
            """
            () => document.documentElement.scrollWidth <= innerWidth ? [] :
              [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5).slice(0, 5).map(e => e.outerHTML.slice(0, 120))
            """);

    private static async Task<string[]> BarriersAsync(IPage page) =>
        [
            .. (await page.RunAxe())
                .Violations.Where(v => v.Impact is "serious" or "critical")
                .SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}")),
        ];
}
