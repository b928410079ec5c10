using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Web.Hosting;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Hosting;

public sealed partial class TelemetryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("su7-telemetry").FullName;
    private readonly HttpListener _collector = new();
    private readonly ConcurrentDictionary<string, string> _received = new();

    public void Dispose()
    {
        _collector.Close();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task ACollectorReceivesTracesMetricsAndLogsOnceItIsConfigured()
    {
        var address = Listen();
        using var program = await new RunningProgram(
            _folder,
            settings:
            [
                $"--OTEL_EXPORTER_OTLP_ENDPOINT={address}",
                "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
                "--OTEL_METRIC_EXPORT_INTERVAL=500",
                "--OTEL_BSP_SCHEDULE_DELAY=500",
            ]
        ).ReadyAsync();
        (await program.Http.GetAsync("/vehicles/su7")).Dispose();
        for (
            var clock = Stopwatch.StartNew();
            !(Has("/v1/metrics", "su7.connections.open") && Has("/v1/metrics", "su7.histories.bytes")
                && Has("/v1/metrics", "su7.writes.waiting") && Has("/v1/traces", "/vehicles/{Slug}") && Has("/v1/logs", "migrated"));
)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), string.Join(", ", _received.Keys));
            await Task.Delay(200);
        }

        bool Has(string signal, string text) => _received.GetValueOrDefault(signal)?.Contains(text, StringComparison.Ordinal) == true;
    }

    [Fact]
    public void TheDashboardAndTheOperatorsPageNameTheMetricsThatThereAre()
    {
        var metrics = new ConcurrentDictionary<string, bool>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (metric, _) => metrics.TryAdd(metric.Name, true),
        };
        listener.Start();
        using var site = new Site();
        using var browser = site.Open();
        using var made = ActivatorUtilities.CreateInstance<Measurements>(site.Services);
        var own = metrics.Keys.Where(name => name.StartsWith("su7.", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(own);
        var page = File.ReadAllText(Path.Combine(Docs(), "operators.md"));
        Assert.All(own, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
        // Prometheus writes them with underscores, and adds the unit or "total".
        var drawn = Named().Matches(File.ReadAllText(Path.Combine(Docs(), "grafana.json"))).Select(m => m.Value).ToList();
        Assert.All(drawn, name => Assert.Contains(own, metric => IsOf(name, metric.Replace('.', '_'))));
        Assert.Contains("su7_reads_total", drawn);

        static bool IsOf(string name, string metric) => name == metric || name.StartsWith(metric + "_", StringComparison.Ordinal);
    }

    private static string Docs([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "..", "docs"));

    [GeneratedRegex("su7_[a-z_]+")]
    private static partial Regex Named();

    private string Listen()
    {
        using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _collector.Prefixes.Add($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        }
        _collector.Start();
        _ = Task.Run(async () =>
        {
            while (_collector.IsListening)
            {
                var sent = await _collector.GetContextAsync();
                using var reader = new StreamReader(sent.Request.InputStream, Encoding.Latin1);
                var body = await reader.ReadToEndAsync();
                _received.AddOrUpdate(sent.Request.Url!.AbsolutePath, body, (_, before) => before + body);
                sent.Response.Close();
            }
        });
        return _collector.Prefixes.Single();
    }
}
