using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SU7Tracker.Browser.Tests.Support;

namespace SU7Tracker.Browser.Tests;

public sealed class ImportTests(Stage stage) : PageTests(stage)
{
    private const string Broken =
        "周次,上险量,发布\n2023第10周,1.091,16/03/2023\n2023第11周,七千多,23/03/2023\n2023第12周,约1300,05/04/2023\n";

    [Fact]
    public async Task ABrokenForeignFileIsMendedInPlaceAndIsOnRecord()
    {
        var admin = await OpenAsync(Stage.Embedded);
        var page = admin.Page;
        await page.GotoAsync("/account/login?returnUrl=%2Fimport");
        await admin.SignInAsync(Tracker.Admin);
        await admin.WaitAsync();
        await Assertions.Expect(page.GetByLabel("File to import")).ToBeEnabledAsync();
        await page.GetByLabel("File to import").SetInputFilesAsync(
            new FilePayload { Name = "weekly.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Broken) });
        await ChooseAsync(admin);
        await page.GetByLabel("1,091, the point groups thousands").CheckAsync();
        await page.GetByText("answer the question below").WaitForAsync();
        await page.GetByLabel("5 Apr 2023, day first").CheckAsync();
        await TitleAsync("2 figures can be saved, 1 of 3 are rejected");

        // What was chosen and read outlives the page.
        await page.ReloadAsync();
        await admin.WaitAsync();
        await TitleAsync("2 figures can be saved, 1 of 3 are rejected");
        Assert.Empty((await page.RunAxe()).Violations
            .Where(v => v.Impact is "serious" or "critical").SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {n.Html}")));

        await page.GetByRole(AriaRole.Button, new() { Name = "Mend line 3, B" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("What the cell should say")).ToBeFocusedAsync();
        await page.GetByLabel("What the cell should say").FillAsync(">7000");
        await page.GetByText("reads as ≥ 7,000").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await TitleAsync("3 figures can be saved");
        await Assertions.Expect(page.Locator("#import-save")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await TitleAsync("3 figures saved");

        await page.GetByRole(AriaRole.Link, new() { Name = "The record of Zeekr 001" }).ClickAsync();
        await page.GetByText("≥ 7,000").First.WaitForAsync();
        Assert.Empty(admin.Complaints);

        Task TitleAsync(string title) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
    }

    [Fact]
    public async Task AnOpenImportSurvivesARestartedServer()
    {
        var admin = await OpenAsync(Stage.Embedded);
        var page = admin.Page;
        await page.GotoAsync("/account/login?returnUrl=%2Fimport");
        await admin.SignInAsync(Tracker.Admin);
        await admin.WaitAsync();
        await Assertions.Expect(page.GetByLabel("File to import")).ToBeEnabledAsync();
        await page.GetByLabel("File to import").SetInputFilesAsync(
            new FilePayload { Name = "kept.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Broken) });
        await ChooseAsync(admin);
        await page.GetByLabel("1,091, the point groups thousands").CheckAsync();
        await page.GetByText("answer the question below").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mend line 3, B" }).ClickAsync();
        await page.GetByLabel("What the cell should say").FillAsync(">7000");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Cell, new() { Name = ">7000", Exact = true }).First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a source" }).ClickAsync();
        await page.Locator("#new-source-title").FillAsync("Weekly list of Octo");
        // Closed before: a page that stays open comes back by itself, which is another test.
        await page.GotoAsync("about:blank");
        await Stage.Embedded.RestartAsync();

        await page.GotoAsync("/import");
        await admin.WaitAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "kept.csv" }).ClickAsync();
        await page.GetByText("answer the question below").WaitForAsync();
        await Assertions.Expect(page.GetByLabel("1,091, the point groups thousands")).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Cell, new() { Name = ">7000", Exact = true }).First.WaitForAsync();
        // The field was not left, and the server had not heard of it.
        await Assertions.Expect(page.Locator("#new-source-title")).ToHaveValueAsync("Weekly list of Octo");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await page.GetByText("Bring in a file or a table").WaitForAsync();
        await Assertions.Expect(page.GetByText("kept.csv")).ToHaveCountAsync(0);
    }

    // Whose figures they are, and who says so.
    private static async Task ChooseAsync(Visitor admin)
    {
        var page = admin.Page;
        await page.GetByText("answer the 2 questions below").WaitForAsync();
        await admin.ChooseAsync(page.GetByRole(AriaRole.Combobox, new() { Name = "Vehicle", Exact = true }), "Zeekr 001");
        await page.Locator("#import-source").FillAsync("gasgoo 20240506");
        await Assertions.Expect(page.Locator(".source-choice")).ToHaveCountAsync(1);
        await page.Locator(".source-choice").ClickAsync();
        await page.GetByText("Before figures can be saved: answer the 2 questions below").WaitForAsync();
    }
}
