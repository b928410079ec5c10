using Microsoft.Playwright;
using SU7Tracker.Browser.Tests.Support;

namespace SU7Tracker.Browser.Tests;

public sealed class FactsTests(Stage stage) : PageTests(stage)
{
    // Two admins open the same fact; nothing that either has typed is lost, not even by a reload.
    [Fact]
    public async Task WhoComesSecondSeesBothVersionsAndLosesNothingTyped()
    {
        const string Path = "/record?tab=cities&open=beijing";
        var (first, second) = (await AdminAsync(), await AdminAsync());
        foreach (var admin in new[] { first, second })
        {
            await admin.GoToAsync(Path);
        }
        await second.Page.GetByLabel("Country").FillAsync("People's Republic");
        await second.Page.GetByLabel("Name *", new() { Exact = true }).FillAsync("");
        await second.Page.Keyboard.PressAsync("Enter");
        // The error names the field, and the cursor goes there.
        await Assertions.Expect(second.Page.GetByLabel("Name *", new() { Exact = true })).ToBeFocusedAsync();
        await second.Page.Keyboard.TypeAsync("Peking");
        // Up to the last key, of which the server has not heard yet.
        await second.GoToAsync(Path);
        await Assertions.Expect(second.Page.GetByLabel("Country")).ToHaveValueAsync("People's Republic");

        await first.Page.GetByLabel("Country").FillAsync("China");
        await first.Page.Keyboard.PressAsync("Enter");
        await first.Page.GetByText("Saved: ").WaitForAsync();
        await second.Page.GetByLabel("Country").PressAsync("Enter");
        var conflict = second.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Somebody else has changed this meanwhile" });
        await conflict.GetByText("China").WaitForAsync();
        await conflict.GetByRole(AriaRole.Button, new() { Name = "Save mine over it" }).ClickAsync();
        await second.Page.GetByText("Saved: Peking").WaitForAsync();
        await first.Page.GetByText("China → People's Republic").WaitForAsync();
        Assert.Empty(first.Complaints);
        Assert.Empty(second.Complaints);

        async Task<Visitor> AdminAsync()
        {
            var admin = await OpenAsync(Stage.Instances(On.Sqlite).Writing);
            await admin.Page.GotoAsync("/account/login");
            await admin.SignInAsync(Tracker.Admin);
            return admin;
        }
    }
}
