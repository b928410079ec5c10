using System.Diagnostics.Metrics;
using SU7Tracker.Data;
using SU7Tracker.Web.Hosting.Limits;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Hosting;

/// <summary>The program's own metrics, beside those of the framework; only made when they are sent somewhere.</summary>
internal sealed class Measurements : IHostedService, IDisposable
{
    public const string MeterName = "SU7Tracker";
    private readonly IDisposable _subscription;

    public Measurements(
        IMeterFactory meters,
        CircuitLimits circuits,
        ChangeBroadcast streams,
        OpenPages pages,
        WorkLimit work,
        ImportQueue imports,
        ChangeFeed feed)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableUpDownCounter(
            "su7.connections.open",
            () => circuits.Open.Count,
            "{connection}",
            "Live connections of open pages");
        meter.CreateObservableUpDownCounter("su7.pages.following", () => pages.Count, "{page}", "Open pages that follow the record");
        meter.CreateObservableUpDownCounter("su7.streams.open", () => streams.Open.Count, "{stream}", "Server-sent event streams");
        meter.CreateObservableUpDownCounter(
            "su7.work.waiting",
            () => work.Waiting,
            "{request}",
            "Requests that wait for a place to be worked on");
        meter.CreateObservableUpDownCounter("su7.imports.running", () => imports.Running, "{import}", "Files that are being imported");
        meter.CreateObservableUpDownCounter(
            "su7.imports.waiting",
            () => imports.Waiting,
            "{import}",
            "Received files that wait for their turn");
        var changes = meter.CreateCounter<long>("su7.changes.heard", "{change}", "Changes of the record that this instance has heard of");
        _subscription = feed.Subscribe(_ => changes.Add(1));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _subscription.Dispose();
}
