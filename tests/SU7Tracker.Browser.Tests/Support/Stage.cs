using System.Runtime.Versioning;
using Microsoft.Playwright;
using SU7Tracker.Tests.Support;

[assembly: AssemblyFixture(typeof(SU7Tracker.Browser.Tests.Support.Stage))]
// What is measured here is the program, not the tests beside it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: SupportedOSPlatform("linux")]

namespace SU7Tracker.Browser.Tests.Support;

/// <summary>Which database the program keeps its record in.</summary>
public enum On
{
    Sqlite,
    Postgres,
}

/// <summary>What all tests share: a browser, the program on its embedded database, and two instances of it on one PostgreSQL.</summary>
public sealed class Stage : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private static readonly string[] Arguments =
    [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-renderer-backgrounding",
        "--disable-backgrounding-occluded-windows",
        "--disable-background-timer-throttling",
    ];

    private readonly List<IAsyncDisposable> _open = [];
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;
    public Tracker Embedded { get; private set; } = null!;
    public IReadOnlyList<Tracker> OnPostgres { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var embedded = KeepAsync(Tracker.StartAsync());
        var instances = StartOnPostgresAsync();
        await OpenBrowserAsync();
        Embedded = await embedded;
        await Embedded.AddAnalystAsync();
        OnPostgres = await instances;
    }

    /// <summary>The instance that a figure is entered at, and the one that another reader looks at.</summary>
    public (Tracker Writing, Tracker Reading) Instances(On database) =>
        database == On.Sqlite ? (Embedded, Embedded) : (OnPostgres[0], OnPostgres[1]);

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }
        _playwright?.Dispose();
        await Task.WhenAll(_open.OfType<Tracker>().Select(t => t.DisposeAsync().AsTask()));
        foreach (var cluster in _open.OfType<PrivatePostgres>())
        {
            await cluster.DisposeAsync();
        }
    }

    // Both at once, as behind a proxy after a restart.
    private async Task<Tracker[]> StartOnPostgresAsync()
    {
        var cluster = await KeepAsync(PrivatePostgres.StartAsync());
        var connection = cluster.ConnectionTo(await cluster.CreateAsync());
        return await Task.WhenAll(KeepAsync(Tracker.StartAsync(connection)), KeepAsync(Tracker.StartAsync(connection)));
    }

    private async Task OpenBrowserAsync()
    {
        if (!File.Exists(Chromium))
        {
            throw new InvalidOperationException($"There is no {Chromium}; tests/run.sh installs it.");
        }
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Visitor.Patience);
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium,
            Args = Environment.UserName == "root" ? ["--no-sandbox", .. Arguments] : Arguments,
        });
    }

    private async Task<T> KeepAsync<T>(Task<T> starting) where T : IAsyncDisposable
    {
        var started = await starting;
        lock (_open)
        {
            _open.Add(started);
        }
        return started;
    }
}
