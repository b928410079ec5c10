using System.Globalization;

namespace SU7Tracker.Benchmarks;

/// <summary>Warm answers of the tracker against a bare Kestrel that sends the same bytes: two processes, one load, in turns.</summary>
internal static class HttpBenchmark
{
    private static readonly string[] Paths =
    [
        "/api/v1/vehicles/su7/metrics",
        "/api/v1/vehicles/su7/series?measure=deliveries",
        "/api/v1/vehicles/su7/series?measure=deliveries&per=month",
    ];

    public static async Task RunAsync(int rounds)
    {
        await using var tracker = await Tracker.StartAsync();
        await using var bare = await Tracker.StartAsync(
            "SU7Tracker.Benchmarks.dll",
            ["From=" + tracker.Address, "Paths=" + string.Join(' ', Paths)],
            "/ready");
        Timing.Section(
            "Answering over HTTP",
            """
            `-- http`: warm answers of the program as it is shipped against a bare Kestrel endpoint that sends the same bytes and headers; both are driven by `wrk`
            with one thread and 16 connections, in turn. The ratio is the median of the pairs. Where both answer some 75,000 requests a second, `wrk` may be what limits them.
            """);
        Console.WriteLine("| request | bytes | tracker | bare Kestrel | ratio | aim |\n| --- | ---: | ---: | ---: | ---: | ---: |");
        var sent = 0L;
        foreach (var path in Paths)
        {
            var (_, plain) = await HeadAsync(tracker, path, []);
            foreach (
                var (what, aim, headers) in new[]
                {
                    ("", 0.8, Array.Empty<string>()),
                    (", gzip", 0.8, ["Accept-Encoding: gzip"]),
                    (", If-None-Match", 0.9, ["If-None-Match: " + plain]),
                })
            {
                var (length, _) = await HeadAsync(tracker, path, headers);
                var (ours, theirs) = (new List<double>(), new List<double>());
                // Short turns, so that what else the machine does falls on both alike.
                for (var round = 0; round <= rounds; round++)
                {
                    foreach (var real in round % 2 == 0 ? new[] { true, false } : [false, true])
                    {
                        var (perSecond, requests) = await Wrk.LoadAsync(real ? tracker : bare, path, headers, round == 0 ? 4 : 1);
                        sent += real ? requests : 0;
                        if (round > 0)
                        {
                            (real ? ours : theirs).Add(perSecond);
                        }
                    }
                }
                // Of the pairs, not of the medians: what else the machine did meanwhile was done to both.
                var ratio = Timing.Median(ours.Zip(theirs, (a, b) => a / b));
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| `{path}`{what} | {length:N0} | {Timing.Median(ours):N0}/s | {Timing.Median(theirs):N0}/s | {ratio:0.00} | ≥ {aim:0.0} |"
                    ));
            }
        }
        await Task.Delay(1000);
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"\n{sent:N0} requests, {tracker.Logged(" responded "):N0} lines in the log."));
    }

    private static async Task<(long Length, string ETag)> HeadAsync(Tracker server, string path, string[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var header in headers)
        {
            request.Headers.TryAddWithoutValidation(header.Split(": ")[0], header.Split(": ")[1]);
        }
        using var answer = await server.Http.SendAsync(request);
        return ((await answer.Content.ReadAsByteArrayAsync()).Length, answer.Headers.ETag!.ToString());
    }
}
