using Microsoft.Playwright;
using SU7Tracker.Browser.Tests.Support;

namespace SU7Tracker.Browser.Tests;

public sealed class EntryTests(Stage stage) : PageTests(stage)
{
    // A list takes the cursor back once the server has heard of a choice. Far from the server that is late enough to be typing elsewhere.
    [Fact]
    public async Task WhoTypesOnWhileAChoiceIsOnItsWayKeepsTheCursor()
    {
        var admin = await OpenAsync(Stage.Instances(On.Sqlite).Writing);
        await admin.Page.GotoAsync("/account/login?returnUrl=%2Fentry%3Fweek%3D2024-W40");
        await admin.SignInAsync(Tracker.Admin);
        await admin.WaitAsync();
        var (source, note) = (
            admin.Page.GetByLabel("Source", new() { Exact = true }),
            admin.Page.GetByLabel("Note", new() { Exact = true }));
        await admin.ChooseSourceAsync("gasgoo 20240506");
        await Assertions.Expect(source).Not.ToHaveValueAsync("gasgoo 20240506");
        await note.FillAsync("second");
        await source.EvaluateAsync("field => field.focus()");
        await Assertions.Expect(note).ToBeFocusedAsync();
        await admin.Page.Keyboard.TypeAsync(" week");
        await Assertions.Expect(note).ToHaveValueAsync("second week");
        // Whoever goes there gets there.
        await source.ClickAsync();
        await Assertions.Expect(source).ToBeFocusedAsync();
    }
}
