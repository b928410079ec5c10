using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// Reads and writes through a proxy while machines behind it are killed (tests/load/failover.sh), and tells how long neither was served and
/// whether every acknowledged figure is still on record.
/// </summary>
internal static class FailoverBenchmark
{
    private const int ReadsPerSecond = 200, WritesPerSecond = 20;
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(3), LongestWrite = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReadsBack = TimeSpan.FromSeconds(10), WritesBack = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(Uri address, int seconds)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 500 }) { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Tracker.Token);
        var (reads, writes, acknowledged) = (new Outages(), new Outages(), new ConcurrentBag<int>());
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await Task.WhenAll(
            EveryAsync(ReadsPerSecond, _ => TryAsync(reads, LongestRead, cancel => http.GetAsync("/api/v1/vehicles/su7/metrics", cancel)), end.Token),
            EveryAsync(WritesPerSecond, async number =>
            {
                if (await TryAsync(writes, LongestWrite, cancel => http.PostAsync("/api/v1/figures", Figure(number), cancel)))
                {
                    acknowledged.Add(number);
                }
            }, end.Token));
        var stored = await StoredAsync(http);
        var lost = acknowledged.Where(number => !stored.Contains(number)).ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                reads:  {reads.Served} served, {reads.Failed} failed, longest without one {reads.Longest.TotalSeconds:0.0} s (aim: {ReadsBack.TotalSeconds:0} s)
                writes: {writes.Served} acknowledged, {writes.Failed} failed, longest without one {writes.Longest.TotalSeconds:0.0} s (aim: {WritesBack.TotalSeconds:0} s)
                acknowledged figures that are not on record: {lost.Count}
                """));
        return lost.Count == 0 && reads.Longest <= ReadsBack && writes.Longest <= WritesBack ? 0 : 1;
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
            using var page = JsonDocument.Parse(
                await http.GetStringAsync($"/api/v1/figures?vehicle=su7&measure=registrations&limit=1000&after={after}"));
            foreach (var figure in page.RootElement.GetProperty("figures").EnumerateArray())
            {
                if (figure.GetProperty("basis").GetString()!.StartsWith("failover", StringComparison.Ordinal))
                {
                    stored.Add(figure.GetProperty("quantity").GetProperty("low").GetInt32());
                }
            }
            after =
                page.RootElement.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.Number ? next.GetInt64() : null;
        }
        return stored;
    }

    private static StringContent Figure(int number)
    {
        var day = new DateOnly(1990, 1, 1).AddDays(number).ToString("O", CultureInfo.InvariantCulture);
        return new(
            $$"""[{"vehicle":"su7","measure":"registrations","basis":"failover","reading":"in_period","periodStart":"{{day}}","periodEnd":"{{day}}","low":{{number}},"high":{{number}},"qualifier":"exact","source":"seed_spm_20240418"}]""",
            Encoding.UTF8, "application/json");
    }

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
