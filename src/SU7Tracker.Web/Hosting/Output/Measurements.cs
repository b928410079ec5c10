using System.Diagnostics.Metrics;
using SU7Tracker.Data;
using SU7Tracker.Web.Deriving;
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
        ChangeFeed feed,
        Derivations derivations,
        Histories histories,
        RecordReader reader,
        Recorder recorder,
        Import files,
        TimeProvider clock)
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
        var lag = meter.CreateHistogram<double>(
            "su7.changes.lag",
            "s",
            "From the recording of a change, by whichever instance, to hearing of it");
        _subscription = feed.Subscribe(change =>
        {
            changes.Add(1);
            lag.Record(Math.Max(0, (clock.GetUtcNow() - change.RecordedAt).TotalSeconds));
        });
        meter.CreateObservableUpDownCounter("su7.writes.waiting", () => recorder.Waiting, "{write}", "Writes that wait for their turn");
        meter.CreateObservableCounter<long>(
            "su7.reads",
            () =>
            [
                new(reader.OnPrimary, new KeyValuePair<string, object?>("server", "primary")),
                new(reader.OnStandby, new KeyValuePair<string, object?>("server", "standby")),
            ],
            "{read}",
            "Reads of the record from the database, by the server that was read");
        meter.CreateObservableUpDownCounter("su7.histories.held", () => histories.Kept, "{history}", "Families held in memory");
        meter.CreateObservableUpDownCounter("su7.histories.figures", () => histories.KeptFigures, "{figure}", "Figures held in memory");
        meter.CreateObservableUpDownCounter(
            "su7.histories.bytes",
            () => histories.KeptBytes,
            "By",
            "About how much memory the figures held take");
        meter.CreateObservableUpDownCounter(
            "su7.derivations.queued",
            () => derivations.Queued,
            "{derivation}",
            "Derivations that run or wait for their turn");
        var derived = meter.CreateHistogram<double>("su7.derivations.duration", "s", "Time of a derivation, without its waiting");
        derivations.Derived += took => derived.Record(took.TotalSeconds);
        var rows = meter.CreateCounter<long>("su7.imports.rows", "{row}", "Rows of files that were read, by what became of them");
        files.Imported += outcome =>
        {
            foreach (var (result, count) in new[]
            {
                ("new", outcome.New), ("revision", outcome.Revised), ("unchanged", outcome.Unchanged), ("rejected", outcome.Rejected),
            })
            {
                rows.Add(count, new KeyValuePair<string, object?>("result", result));
            }
        };
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _subscription.Dispose();
}
