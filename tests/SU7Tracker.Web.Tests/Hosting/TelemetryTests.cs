using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Hosting;

public sealed class TelemetryTests : IDisposable
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
