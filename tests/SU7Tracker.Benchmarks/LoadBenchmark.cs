using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using SU7Tracker.Tests.Support;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// Readers and writers at once, each on time whether or not those before have been answered; then every accepted write is read back.
/// </summary>
internal static class LoadBenchmark
{
    private const int ReadsPerSecond = 200, WritesPerSecond = 20, Series = 20;
    private static readonly DateOnly First = new(1990, 1, 1);
    private static readonly string[] Reads =
    [
        "/api/v1/vehicles/su7/metrics",
        "/api/v1/vehicles/su7/series?measure=deliveries",
        "/api/v1/vehicles/su7/series?measure=deliveries&per=month",
        "/api/v1/vehicles/model-3/metrics",
        "/api/v1/vehicles/su7/series.csv?measure=production",
        "/api/v1/figures?vehicle=su7",
        "/api/v1/vehicles",
        "/vehicles/su7",
    ];

    public static async Task RunAsync(int seconds)
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        Timing.Section("Writing while reading", $"""
            `-- load`: {ReadsPerSecond} reads and {WritesPerSecond} writes a second for {seconds} s, each asked on time whether or not those before have been answered, and
            counted from the time it was due. The aim: no error, and every write that was accepted is found afterwards.
            """);
        Console.WriteLine("| database | | answers | errors | median | p99 | slowest |\n| --- | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var on in new[] { "SQLite", "PostgreSQL" })
        {
            await using var tracker = await Tracker.StartAsync(on == "SQLite" ? "" : postgres.ConnectionTo(await postgres.CreateAsync()));
            var (reads, writes, errors) = (new ConcurrentBag<double>(), new ConcurrentBag<double>(), new ConcurrentBag<string>());
            var accepted = new ConcurrentDictionary<(int Series, int Week), long>();
            foreach (var path in Reads)
            {
                await ReadAsync(tracker, path);   // what a process does once is not its load
            }
            var load = Task.WhenAll(
                PaceAsync(ReadsPerSecond, seconds, reads, errors, i => ReadAsync(tracker, Reads[i % Reads.Length])),
                PaceAsync(WritesPerSecond, seconds, writes, errors, async i =>
                {
                    await WriteAsync(tracker, i % Series, i / Series, 1_000 + i);
                    accepted[(i % Series, i / Series)] = 1_000 + i;
                }));
            await load;
            var lost = await LostAsync(tracker, accepted);
            Row(on, "reads", reads, errors.Count(e => e.StartsWith("GET", StringComparison.Ordinal)));
            Row(on, "writes", writes, errors.Count(e => e.StartsWith("POST", StringComparison.Ordinal)));
            Console.WriteLine(
                $"| {on} | accepted writes not found: {lost}{string.Concat(errors.Distinct().Take(3).Select(e => "; " + e))} | {accepted.Count:N0} | | | | |"
            );
        }
    }

    private static void Row(string on, string what, ConcurrentBag<double> times, int errors)
    {
        var sorted = times.Order().ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {on} | {what} | {sorted.Count:N0} | {errors} | {sorted[sorted.Count / 2]:0.0} ms | {sorted[(int)(sorted.Count * 0.99)]:0} ms | {sorted[^1]:0} ms |"
            ));
    }

    private static async Task PaceAsync(
        int perSecond,
        int seconds,
        ConcurrentBag<double> times,
        ConcurrentBag<string> errors,
        Func<int, Task> work)
    {
        var clock = Stopwatch.StartNew();
        var going = new List<Task>();
        for (var i = 0; i < perSecond * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            if (due - clock.Elapsed is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait);
            }
            var turn = i;
            going.Add(Task.Run(async () =>
            {
                try
                {
                    await work(turn);
                    times.Add((clock.Elapsed - due).TotalMilliseconds);
                }
                catch (HttpRequestException failed)
                {
                    errors.Add(failed.Message);
                }
            }));
        }
        await Task.WhenAll(going);
    }

    private static async Task ReadAsync(Tracker tracker, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await tracker.Anonymous.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"GET {path}: {(int)answer.StatusCode}");
        }
    }

    private static async Task WriteAsync(Tracker tracker, int series, int week, long count)
    {
        var monday = First.AddDays(7 * week);
        using var answer = await tracker.Http.PostAsJsonAsync("/api/v1/figures", new[]
        {
            new
            {
                vehicle = "su7", measure = "orders", basis = $"load-{series}", reading = "in_period", periodStart = monday, periodEnd = monday.AddDays(6),
                low = count, high = count, qualifier = "exact", source = "seed_spm_20240418",
            },
        });
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"POST: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private static async Task<int> LostAsync(Tracker tracker, ConcurrentDictionary<(int Series, int Week), long> accepted)
    {
        var found = new Dictionary<(int, int), long>();
        for (var series = 0; series < Series; series++)
        {
            for (long? after = 0; after is not null;)
            {
                var page = await tracker.Http.GetFromJsonAsync<JsonElement>(
                    $"/api/v1/figures?vehicle=su7&basis=load-{series}&limit=1000&after={after}");
                foreach (var figure in page.GetProperty("figures").EnumerateArray())
                {
                    var start = DateOnly.ParseExact(
                        figure.GetProperty("periodStart").GetString()!,
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture);
                    found.Add((series, (start.DayNumber - First.DayNumber) / 7), figure.GetProperty("low").GetInt64());
                }
                after = page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.Number ? next.GetInt64() : null;
            }
        }
        return accepted.Count(a => found.GetValueOrDefault(a.Key) != a.Value);
    }
}
