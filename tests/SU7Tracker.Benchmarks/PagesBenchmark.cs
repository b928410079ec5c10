using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using SU7Tracker.Tests.Support;

namespace SU7Tracker.Benchmarks;

/// <summary>What a write takes while very many pages follow the vehicle that it is of, against what it takes without any.</summary>
internal static class PagesBenchmark
{
    private const string Page = "/vehicles/su7";
    private const int OpeningAtOnce = 8, WarmUps = 50;
    private const double MostTimes = 2;
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromMilliseconds(250), LongestTelling = TimeSpan.FromMinutes(2);

    /// <summary>Returns whether the aim was met.</summary>
    public static async Task<bool> RunAsync(int count, int writes)
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        Timing.Section("Writing while pages are open", $"""
            `-- pages`: {count:N0} pages of a vehicle are open, each with a circuit over a WebSocket that confirms every rendering. {writes} times one figure of that vehicle is
            recorded over the API, four times a second, before they are opened and while they are; each write changes what all of them show.
            The aim: the median at most {MostTimes:0} times that without open pages, no page lost, every page rendered after the last write.
            """);
        Console.WriteLine(
            "| database | open pages | median of a `POST` | p95 | slowest | times | memory | seconds until all pages were told |\n"
            + "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var isMet = true;
        foreach (var on in new[] { "SQLite", "PostgreSQL" })
        {
            await using var tracker = await Tracker.StartAsync(on == "SQLite" ? "" : postgres.ConnectionTo(await postgres.CreateAsync()));
            var number = 0;
            for (; number < WarmUps; number++)
            {
                await WriteAsync(tracker, number);
                await tracker.Anonymous.GetStringAsync(Page);
            }
            var before = await WritesAsync();
            Row(on, 0, before, null, tracker.Memory().Now, null);

            var pages = new LivePage[count];
            await Parallel.ForEachAsync(
                Enumerable.Range(0, count),
                new ParallelOptions { MaxDegreeOfParallelism = OpeningAtOnce },
                async (i, _) => pages[i] = await LivePage.OpenAsync(tracker.Anonymous, Page));
            await tracker.Anonymous.GetStringAsync(Page);
            var during = await WritesAsync();
            var rendered = pages.Select(p => p.Renderings).ToArray();
            await WriteAsync(tracker, number++);
            var clock = Stopwatch.StartNew();
            while (pages.Zip(rendered).Any(p => p.First.Ended is null && p.First.Renderings == p.Second) && clock.Elapsed < LongestTelling)
            {
                await Task.Delay(50);
            }
            var told = clock.Elapsed;
            Row(on, count, during, Timing.Median(during) / Timing.Median(before), tracker.Memory().Now, told);
            var ended = pages.Select(p => p.Ended).OfType<string>().ToList();
            if (ended.Count > 0)
            {
                Console.WriteLine($"| {on} | {ended.Count} pages ended: {ended[0]} | | | | | | |");
            }
            isMet &= ended.Count == 0 && told < LongestTelling && Timing.Median(during) <= MostTimes * Timing.Median(before);
            foreach (var page in pages)
            {
                await page.DisposeAsync();
            }

            async Task<List<double>> WritesAsync()
            {
                var times = new List<double>();
                for (var i = 0; i < writes; i++, number++)
                {
                    times.Add(await WriteAsync(tracker, number));
                    await Task.Delay(BetweenWrites);
                }
                return times;
            }
        }
        return isMet;
    }

    // Milliseconds.
    private static async Task<double> WriteAsync(Tracker tracker, int number)
    {
        var day = new DateOnly(1990, 1, 1).AddDays(number);
        var started = Stopwatch.GetTimestamp();
        using var answer = await tracker.Http.PostAsJsonAsync("/api/v1/figures", new[]
        {
            new
            {
                vehicle = "su7", measure = "registrations", basis = "pages", reading = "in_period", periodStart = day, periodEnd = day,
                low = number, high = number, qualifier = "exact", source = "seed_spm_20240418",
            },
        });
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return answer.IsSuccessStatusCode ? took : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    private static void Row(string on, int pages, List<double> times, double? ratio, double memory, TimeSpan? told)
    {
        var sorted = times.Order().ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {on} | {pages:N0} | {Timing.Median(sorted):0.0} ms | {sorted[(int)(sorted.Count * 0.95)]:0.0} ms | {sorted[^1]:0.0} ms | {ratio:0.00} | {memory:N0} MB | {told?.TotalSeconds:0.0} |"));
    }
}
