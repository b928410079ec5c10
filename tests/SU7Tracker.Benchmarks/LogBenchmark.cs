using System.Globalization;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// What a line of the log for each request costs: the program's own against Serilog's request logging and outputs, on a bare Kestrel that
/// sends a cached response of the program.
/// </summary>
internal static class LogBenchmark
{
    private const string Path = "/api/v1/vehicles/su7/metrics";
    private static readonly string[] Ways =
        [RequestLogs.Own, RequestLogs.None, RequestLogs.OwnOutput, RequestLogs.Console, RequestLogs.File];

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
            `-- log`: a bare Kestrel endpoint sends a cached response of the program, with its log in a file in memory; driven by `wrk` with one thread and 16
            connections, all in turn. The ratios are the medians of those of the rounds, against the program's own log (`RequestLines`, `BlockOutput`).
            """);
        var (perSecond, allocated) = (Ways.Select(_ => new List<double>()).ToList(), Ways.Select(_ => new List<double>()).ToList());
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var at in round % 2 == 0 ? Enumerable.Range(0, Ways.Length) : Enumerable.Range(0, Ways.Length).Reverse())
            {
                var before = await AllocatedAsync(servers[at]);
                var (rate, requests) = await Wrk.LoadAsync(servers[at], Path, [], round == 0 ? 4 : 1);
                var bytes = (await AllocatedAsync(servers[at]) - before) / (double)requests;
                if (round > 0)
                {
                    perSecond[at].Add(rate);
                    allocated[at].Add(bytes);
                }
            }
        }
        Console.WriteLine("| log | requests | ratio | allocated a request | ratio |\n| --- | ---: | ---: | ---: | ---: |");
        for (var at = 0; at < Ways.Length; at++)
        {
            var rates = string.Create(CultureInfo.InvariantCulture, $"{Timing.Median(perSecond[at]):N0}/s | {Ratio(perSecond, at):0.00}");
            var bytes = string.Create(CultureInfo.InvariantCulture, $"{Timing.Median(allocated[at]):N0} B | {Ratio(allocated, at):0.00}");
            Console.WriteLine($"| {Name(Ways[at])} | {rates} | {bytes} |");
        }

        static double Ratio(List<List<double>> of, int at) => Timing.Median(of[at].Zip(of[0], (a, b) => a / b));
    }

    private static async Task<long> AllocatedAsync(Tracker server) =>
        long.Parse(await server.Anonymous.GetStringAsync("/allocated"), CultureInfo.InvariantCulture);

    private static string Name(string way) => way switch
    {
        RequestLogs.Own => "the program's own",
        RequestLogs.None => "none",
        RequestLogs.OwnOutput => "`UseSerilogRequestLogging`, `BlockOutput`",
        RequestLogs.Console => "`UseSerilogRequestLogging`, `WriteTo.Console`",
        _ => "`UseSerilogRequestLogging`, `WriteTo.File`, buffered",
    };
}
