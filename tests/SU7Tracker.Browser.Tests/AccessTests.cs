using Microsoft.Playwright;
using SU7Tracker.Browser.Tests.Support;

namespace SU7Tracker.Browser.Tests;

public sealed class AccessTests(Stage stage) : PageTests(stage)
{
    [Fact]
    public async Task WhoeverHasNotSignedInIsAskedToAndThenTakenToThePage()
    {
        var visitor = await OpenAsync(Stage.Embedded);
        await visitor.Page.GotoAsync("/entry?week=2024-W16");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Desk" })).ToHaveCountAsync(0);

        await visitor.SignInAsync(Tracker.Admin);
        await visitor.WaitForGridAsync();
        await Assertions.Expect(visitor.Page.Locator(".sheet-row[data-row='2024-W16']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task AnAnalystMayNotEnterFigures()
    {
        var analyst = await OpenAsync(Stage.Embedded);
        await analyst.Page.GotoAsync("/account/login");
        await analyst.SignInAsync(Tracker.Analyst);
        await analyst.WaitAsync();
        await Assertions.Expect(analyst.Page.GetByRole(AriaRole.Button, new() { Name = "Desk" })).ToHaveCountAsync(0);

        var answer = await analyst.Page.GotoAsync("/entry");
        Assert.Equal(403, answer!.Status);
        await Assertions.Expect(analyst.Page.GetByRole(AriaRole.Heading, new() { Name = "Not for this account" })).ToBeVisibleAsync();
        await Assertions.Expect(analyst.Page.GetByText(Tracker.Analyst)).ToBeVisibleAsync();
        await Assertions.Expect(analyst.Page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task WhoeverHasSignedOutMayNoLongerEnterFigures()
    {
        var admin = await OpenAsync(Stage.Embedded);
        await admin.Page.GotoAsync("/account/login");
        await admin.SignInAsync(Tracker.Admin);
        await admin.Page.GotoAsync("/account");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await admin.Page.WaitForURLAsync(url => new Uri(url).AbsolutePath == "/");
        await admin.Page.GotoAsync("/entry");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }
}
