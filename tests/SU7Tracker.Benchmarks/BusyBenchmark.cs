using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using SU7Tracker.Domain;

namespace SU7Tracker.Benchmarks;

/// <summary>What other readers wait while the costliest vehicle is being derived, against what they wait without it.</summary>
internal static class BusyBenchmark
{
    private const int Figures = 10_000, Waiting = 20;

    public static async Task RunAsync(int seconds)
    {
        Timing.Section("While the worst vehicle is derived", $"""
            `-- busy`: a vehicle with {Figures:N0} overlapping figures, of which every second is false, is asked for as of another day again and again by {Waiting} callers at once
            for {seconds} s, on SQLite; meanwhile `/health/live` and another vehicle as of days not asked for before, one request after another. Before that the same without it.
            Aims: `/health/live` under 50 ms; no error but 503.
            """);
        await using var tracker = await Tracker.StartAsync();
        await ImportAsync(tracker, "slug,name,maker,launched_on,note\nworst,Worst,Maker,,\n");
        await ImportAsync(tracker, Csv(CurveBenchmark.False(Figures)));
        Console.WriteLine("| | request | answers | median | p99 | slowest |\n| --- | --- | ---: | ---: | ---: | ---: |");
        await BesideAsync(tracker, "alone", seconds, 0);

        using var end = new CancellationTokenSource();
        var (derived, refused) = (0, 0);
        var worst = Enumerable.Range(0, Waiting).Select(i => Task.Run(async () =>
        {
            for (var day = new DateOnly(2030, 1, 1).AddDays(i); !end.IsCancellationRequested; day = day.AddDays(Waiting))
            {
                using var answer = await tracker.Http.GetAsync($"/api/v1/vehicles/worst/metrics?asOf={day:yyyy-MM-dd}", CancellationToken.None);
                _ = answer.StatusCode switch
                {
                    HttpStatusCode.OK => Interlocked.Increment(ref derived),
                    HttpStatusCode.ServiceUnavailable => Interlocked.Increment(ref refused),
                    _ => throw new InvalidOperationException(answer.ToString()),
                };
            }
        }));
        var asking = Task.WhenAll(worst.ToList());
        await BesideAsync(tracker, "beside it", seconds, 1_000);
        await end.CancelAsync();
        await asking;
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"\nDerived {derived:N0} times meanwhile, refused {refused:N0} times."));
    }

    private static async Task BesideAsync(Tracker tracker, string when, int seconds, int firstDay)
    {
        var (live, other) = (new List<double>(), new List<double>());
        var day = new DateOnly(2016, 1, 1).AddDays(firstDay);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds; day = day.AddDays(1))
        {
            live.Add(await TimeAsync(tracker, "/health/live"));
            other.Add(await TimeAsync(tracker, $"/api/v1/vehicles/su7/metrics?asOf={day.AddYears(9):yyyy-MM-dd}"));
        }
        Row(when, "`/health/live`", live);
        Row(when, "metrics of the SU7 as of a new day", other);
    }

    private static async Task<double> TimeAsync(Tracker tracker, string path)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await tracker.Anonymous.GetAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void Row(string when, string what, List<double> times)
    {
        var sorted = times.Order().ToList();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {when} | {what} | {sorted.Count:N0} | {Timing.Median(sorted):0.0} ms | {sorted[(int)(sorted.Count * 0.99)]:0.0} ms | {sorted[^1]:0.0} ms |"
            ));
    }

    private static string Csv(IEnumerable<Figure> figures)
    {
        var csv = new StringBuilder(
            "vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n");
        foreach (var figure in figures)
        {
            csv.Append(
                    CultureInfo.InvariantCulture,
                    $"worst,production,built,in_period,,{figure.Key.Start:yyyy-MM-dd},{figure.Key.End:yyyy-MM-dd},")
                .Append(CultureInfo.InvariantCulture, $"{figure.Quantity.Low},{figure.Quantity.High},exact,,seed_spm_20240418,\n");
        }
        return csv.ToString();
    }

    private static async Task ImportAsync(Tracker tracker, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        using var answer = await tracker.Http.PostAsync("/api/v1/imports", content);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
    }
}
