using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// Reads and writes through a proxy while machines behind it are killed (tests/load/failover.sh), and tells how long neither was served,
/// whether every acknowledged figure is still on record, and whether pages that were open before follow the record afterwards.
/// </summary>
internal static class FailoverBenchmark
{
    private const int ReadsPerSecond = 200, WritesPerSecond = 20, Pages = 8, WarmUps = 100;
    private const string Page = "/vehicles/su7";
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(3), LongestWrite = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReadsBack = TimeSpan.FromSeconds(10), WritesBack = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PagesBack = TimeSpan.FromSeconds(30);
    // What a page that does not follow looks like.
    private const string State = """
        JSON.stringify({
          address: location.href, ready: document.readyState, visible: document.visibilityState, age: Math.round(performance.now()),
          live: !!document.querySelector("[data-live]"), connection: document.getElementById("components-reconnect-modal")?.className,
          stopped: document.getElementById("blazor-error-ui")?.style.display, text: document.body.innerText.slice(0, 300),
        })
        """;

    public static async Task<int> RunAsync(Uri address, int seconds)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 500 }) { BaseAddress = address };
        using var writer = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 500 }) { BaseAddress = address };
        writer.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Tracker.Token);
        // What a process does once is not its load.
        for (var number = 0; number < WarmUps; number++)
        {
            await TryAsync(new(), LongestWrite, cancel => http.GetAsync("/api/v1/vehicles/su7/metrics", cancel));
            await TryAsync(new(), LongestWrite, cancel => writer.PostAsync("/api/v1/figures", Figure("warm-up", Day(number), number), cancel));
        }
        await using var browser = await Chromium.StartAsync();
        var pages = new List<(Chromium.Tab Tab, double OpenedAt)>();
        for (var i = 0; i < Pages; i++)
        {
            var tab = await browser.OpenAsync(new(address, Page));
            pages.Add((tab, await LoadedAtAsync(tab)));
        }
        await Console.Error.WriteLineAsync("started");

        var (reads, writes, acknowledged) = (new Outages(), new Outages(), new ConcurrentBag<int>());
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await Task.WhenAll(
            EveryAsync(
                ReadsPerSecond,
                _ => TryAsync(reads, LongestRead, cancel => http.GetAsync("/api/v1/vehicles/su7/metrics", cancel)),
                end.Token),
            EveryAsync(WritesPerSecond, async number =>
            {
                if (await TryAsync(
                    writes,
                    LongestWrite,
                    cancel => writer.PostAsync("/api/v1/figures", Figure("failover", Day(number), number), cancel)))
                {
                    acknowledged.Add(number);
                }
            }, end.Token));
        var stored = await StoredAsync(http);
        var lost = acknowledged.Count(number => !stored.Contains(number));
        var (following, loadedAgain, took) = await FollowAsync(writer, pages);

        Timing.Section("Failing over", $"""
            `tests/load/failover.sh`: two instances behind HAProxy on a primary PostgreSQL and its synchronous standby, {ReadsPerSecond} reads and {WritesPerSecond} writes a second for {seconds} s.
            After a quarter of it the primary is killed (SIGKILL) and a second later the standby promoted; after another quarter an instance is killed. {Pages} pages
            are open in a browser from before that; at the end one figure is recorded that all of them must show.
            """);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                | | served | failed | longest without one | aim |
                | --- | ---: | ---: | ---: | ---: |
                | reads | {reads.Served:N0} | {reads.Failed:N0} | {reads.Longest.TotalSeconds:0.0} s | ≤ {ReadsBack.TotalSeconds:0} s |
                | writes | {writes.Served:N0} | {writes.Failed:N0} | {writes.Longest.TotalSeconds:0.0} s | ≤ {WritesBack.TotalSeconds:0} s |

                Acknowledged figures that are not on record: {lost} of {acknowledged.Count:N0}. Open pages that show the last figure: {following} of {Pages} after {took.TotalSeconds:0.0} s
                (aim: all within {PagesBack.TotalSeconds:0} s), of which {loadedAgain} had lost their instance and loaded themselves again.
                """));
        return lost == 0 && reads.Longest <= ReadsBack && writes.Longest <= WritesBack && following == Pages && loadedAgain > 0 ? 0 : 1;
    }

    // When a page was loaded, once it is live; one that loads itself again is loaded later.
    private static async Task<double> LoadedAtAsync(Chromium.Tab tab)
    {
        const string Live = "document.querySelector('[data-live]') && performance.timeOrigin";
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            if (await tab.EvaluateAsync(Live) is { ValueKind: JsonValueKind.Number } at)
            {
                return at.GetDouble();
            }
            if (clock.Elapsed > TimeSpan.FromMinutes(1))
            {
                throw new TimeoutException("A page has not become live.");
            }
        }
    }

    private static async Task<(int Following, int LoadedAgain, TimeSpan Took)> FollowAsync(
        HttpClient writer, List<(Chromium.Tab Tab, double OpenedAt)> pages)
    {
        // The latest week of the record, so that it leads the page.
        const int Count = 31_415;
        var yesterday = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1);
        using var last = await writer.PostAsync(
            "/api/v1/figures",
            Figure("built", yesterday.AddDays(-6), Count, "production", yesterday));
        last.EnsureSuccessStatusCode();
        var clock = Stopwatch.StartNew();
        var shown = new HashSet<Chromium.Tab>();
        for (; shown.Count < pages.Count && clock.Elapsed < PagesBack; await Task.Delay(200))
        {
            foreach (var (tab, _) in pages.Where(p => !shown.Contains(p.Tab)))
            {
                if (await tab.EvaluateAsync("document.body.innerText.includes('31,415')") is { ValueKind: JsonValueKind.True })
                {
                    shown.Add(tab);
                }
            }
        }
        var took = clock.Elapsed;
        foreach (var (tab, _) in pages.Where(p => !shown.Contains(p.Tab)))
        {
            await Console.Error.WriteLineAsync($"a page does not follow: {await tab.EvaluateAsync(State)}");
        }
        var loadedAgain = 0;
        foreach (var (tab, openedAt) in pages)
        {
            var at = await tab.EvaluateAsync("performance.timeOrigin");
            loadedAgain += at is { ValueKind: JsonValueKind.Number } && at.Value.GetDouble() != openedAt ? 1 : 0;
        }
        return (shown.Count, loadedAgain, took);
    }

    private static async Task EveryAsync(int perSecond, Func<int, Task> send, CancellationToken end)
    {
        var (running, clock) = (new List<Task>(), Stopwatch.StartNew());
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            running.Add(Task.Run(() => send(number), CancellationToken.None));
            var due = TimeSpan.FromSeconds((number + 1.0) / perSecond) - clock.Elapsed;
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await Task.WhenAll(running);
    }

    private static async Task<bool> TryAsync(Outages outages, TimeSpan longest, Func<CancellationToken, Task<HttpResponseMessage>> send)
    {
        using var limit = new CancellationTokenSource(longest);
        try
        {
            using var answer = await send(limit.Token);
            outages.Count(answer.IsSuccessStatusCode);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            outages.Count(false);
            return false;
        }
    }

    private static async Task<HashSet<int>> StoredAsync(HttpClient http)
    {
        var stored = new HashSet<int>();
        for (long? after = 0; after is not null;)
        {
            using var page = JsonDocument.Parse(await http.GetStringAsync($"/api/v1/figures?vehicle=su7&basis=failover&limit=1000&after={after}"));
            foreach (var figure in page.RootElement.GetProperty("figures").EnumerateArray())
            {
                stored.Add(figure.GetProperty("low").GetInt32());
            }
            after =
                page.RootElement.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.Number ? next.GetInt64() : null;
        }
        return stored;
    }

    private static DateOnly Day(int number) => new DateOnly(1990, 1, 1).AddDays(number);

    private static StringContent Figure(
        string basis, DateOnly start, int count, string measure = "registrations", DateOnly? end = null) => new(
        $$"""[{"vehicle":"su7","measure":"{{measure}}","basis":"{{basis}}","reading":"in_period","periodStart":"{{start:yyyy-MM-dd}}","periodEnd":"{{end ?? start:yyyy-MM-dd}}","low":{{count}},"high":{{count}},"qualifier":"exact","source":"seed_spm_20240418"}]""",
        Encoding.UTF8,
        "application/json");

    private sealed class Outages
    {
        private readonly Lock _counting = new();
        private long _lastServed = Stopwatch.GetTimestamp();

        public int Served { get; private set; }
        public int Failed { get; private set; }
        public TimeSpan Longest { get; private set; }

        public void Count(bool served)
        {
            lock (_counting)
            {
                var without = Stopwatch.GetElapsedTime(_lastServed);
                Longest = without > Longest ? without : Longest;
                if (!served)
                {
                    Failed++;
                    return;
                }
                Served++;
                _lastServed = Stopwatch.GetTimestamp();
            }
        }
    }
}
