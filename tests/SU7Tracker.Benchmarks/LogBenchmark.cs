using System.Globalization;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// What a line of the log for each request costs with the output of the program and with those of Serilog, on a bare Kestrel that sends a
/// cached response of the program.
/// </summary>
internal static class LogBenchmark
{
    private const string Path = "/api/v1/vehicles/su7/metrics";
    private static readonly string[] Ways = [RequestLogs.Block, RequestLogs.None, RequestLogs.Console, RequestLogs.File];

    public static async Task RunAsync(int rounds)
    {
        var servers = new List<Tracker>();
        var file = System.IO.Path.Combine("/dev/shm", $"su7bench-requests-{Environment.ProcessId}.log");
        try
        {
            await using (var tracker = await Tracker.StartAsync())
            {
                foreach (var way in Ways)
                {
                    servers.Add(
                        await Tracker.StartAsync(
                            "SU7Tracker.Benchmarks.dll",
                            ["From=" + tracker.Address, "Paths=" + Path, "RequestLog=" + way, "RequestLogFile=" + file],
                            "/ready"));
                }
            }
            await MeasureAsync(servers, rounds);
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }
            File.Delete(file);
        }
    }

    private static async Task MeasureAsync(List<Tracker> servers, int rounds)
    {
        Timing.Section(
            "A line of the log for each request",
            """
            `-- log`: a bare Kestrel endpoint sends a cached response of the program and logs a line for each by Serilog's request logging, with its log in a
            file in memory; driven by `wrk` with one thread and 16 connections, all in turn. The ratios are the medians of those of the rounds, against the
            output of the program (`BlockOutput`).
            """);
        var (rates, times, bytes) = (Lists(), Lists(), Lists());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var at in round % 2 == 0 ? Enumerable.Range(0, Ways.Length) : Enumerable.Range(0, Ways.Length).Reverse())
            {
                var (time, allocated) = (servers[at].ProcessorTime(), await AllocatedAsync(servers[at]));
                var (rate, requests) = await Wrk.LoadAsync(servers[at], Path, [], round == 0 ? 4 : 1);
                if (round > 0)
                {
                    rates[at].Add(rate);
                    times[at].Add((servers[at].ProcessorTime() - time).TotalMicroseconds / requests);
                    bytes[at].Add((await AllocatedAsync(servers[at]) - allocated) / (double)requests);
                }
            }
        }
        Console.WriteLine(
            "| log | requests | ratio | processor time a request | ratio | allocated a request | ratio |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (var at = 0; at < Ways.Length; at++)
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {Name(Ways[at])} | {Cells(rates, at, "N0", "/s")} | {Cells(times, at, "N1", " µs")} | {Cells(bytes, at, "N0", " B")} |"));
        }

        static List<double>[] Lists() => [.. Ways.Select(_ => new List<double>())];

        static string Cells(List<double>[] of, int at, string format, string unit) => string.Create(
            CultureInfo.InvariantCulture,
            $"{Timing.Median(of[at]).ToString(format, CultureInfo.InvariantCulture)}{unit} | {Timing.Median(of[at].Zip(of[0], (a, b) => a / b)):0.00}");
    }

    private static async Task<long> AllocatedAsync(Tracker server) =>
        long.Parse(await server.Anonymous.GetStringAsync("/allocated"), CultureInfo.InvariantCulture);

    private static string Name(string way) => way switch
    {
        RequestLogs.Block => "`BlockOutput`",
        RequestLogs.None => "none",
        RequestLogs.Console => "`WriteTo.Console`",
        _ => "`WriteTo.File`, buffered",
    };
}
