using Microsoft.Playwright;

namespace SU7Tracker.Browser.Tests.Support;

/// <summary>
/// Tests by visitors of the running program. When one fails, it shows what the program said, and keeps a picture of each page.
/// </summary>
public abstract class PageTests(Stage stage) : IAsyncDisposable
{
    private readonly List<Visitor> _visitors = [];

    protected Stage Stage => stage;

    protected async Task<Visitor> OpenAsync(Tracker tracker, int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        var visitor = await Visitor.OpenAsync(stage.Browser, tracker, width, scheme);
        _visitors.Add(visitor);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            await ShowAsync();
        }
        foreach (var visitor in _visitors)
        {
            await visitor.DisposeAsync();
        }
    }

    private async Task ShowAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "failed")).FullName;
        var output = TestContext.Current.TestOutputHelper!;
        foreach (var (visitor, number) in _visitors.Select((v, i) => (v, i + 1)))
        {
            var picture = Path.Combine(folder, $"{TestContext.Current.Test?.UniqueID[..8]}-{number}.png");
            await visitor.Page.ScreenshotAsync(new() { Path = picture });
            output.WriteLine($"Visitor {number} at {visitor.Page.Url}, picture {picture}");
            output.WriteLine(string.Join('\n', visitor.Complaints));
        }
        foreach (var tracker in _visitors.Select(v => v.Tracker).Distinct())
        {
            output.WriteLine($"{tracker.Address} said:\n{string.Join('\n', tracker.Log.TakeLast(60))}");
        }
    }
}
