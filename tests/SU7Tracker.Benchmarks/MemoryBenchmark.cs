using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// The live heap that an open page keeps on the server: the tracker runs in this process, its readers in a browser without a window.
/// </summary>
internal static class MemoryBenchmark
{
    private const string Dashboard = "/vehicles/su7", Empty = "/no-such-page";

    public static async Task RunAsync(int pages, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("su7bench-").FullName;
        var address = new Uri($"http://127.0.0.1:{Tracker.FreePort()}");
        var circuits = 0L;
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "aspnetcore.components.circuit.active")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref circuits, change));
        meters.Start();
        // It ends with this process.
        _ = Task.Run(() =>
            typeof(SU7Tracker.Web.Api.RowJson).Assembly.EntryPoint!.Invoke(
                null,
                [
                    new[]
                    {
                        "--applicationName=SU7Tracker.Web",
                        "--urls=" + address,
                        "--Data:Folder=" + folder,
                        "--Serilog:MinimumLevel:Default=Fatal",
                        "--Serilog:MinimumLevel:Override:Microsoft.Hosting.Lifetime=Fatal",
                    },
                ]));
        using var http = new HttpClient { BaseAddress = address };
        await UntilAsync(async () => (await http.GetAsync("/health/ready")).IsSuccessStatusCode);
        var browser = await Chromium.StartAsync();
        try
        {
            var (dashboards, empties) = (new List<double>(), new List<double>());
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var dashboard in round % 2 == 0 ? new[] { true, false } : [false, true])
                {
                    var each = await OpenAsync(dashboard ? Dashboard : Empty, pages);
                    if (round > 0)   // the first of each only warms up
                    {
                        (dashboard ? dashboards : empties).Add(each);
                    }
                }
            }
            var (full, empty) = (Timing.Median(dashboards), Timing.Median(empties));
            Timing.Section("Open pages", $"""
                `-- memory`: live heap of the server for each of {pages} dashboards that are open in a browser, against as many pages that say only that there is nothing; medians of {rounds} rounds.
                """);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                | a dashboard | an empty page | more | aim |
                | ---: | ---: | ---: | ---: |
                | {full:0.000} MiB | {empty:0.000} MiB | {full - empty:0.000} MiB | ≤ 0.35 MiB |
                """));
        }
        finally
        {
            await browser.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        // MiB for each page.
        async Task<double> OpenAsync(string path, int count)
        {
            await UntilAsync(() => Task.FromResult(Interlocked.Read(ref circuits) == 0));
            await Task.Delay(500);
            var before = LiveHeap();
            var opened = new List<Chromium.Tab>();
            for (var i = 1; i <= count; i++)
            {
                opened.Add(await browser.OpenAsync(new(address, path)));
                await UntilAsync(() => Task.FromResult(Interlocked.Read(ref circuits) >= i));
            }
            await Task.Delay(3000);
            var after = LiveHeap();
            foreach (var tab in opened)
            {
                await tab.CloseAsync();
            }
            return (after - before) / 1048576.0 / count;
        }
    }

    private static long LiveHeap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                if (await done())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
            if (clock.Elapsed > TimeSpan.FromMinutes(1))
            {
                throw new TimeoutException();
            }
        }
    }
}
