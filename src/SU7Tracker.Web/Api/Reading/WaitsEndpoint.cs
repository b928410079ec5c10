using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>The waits that buyers of a vehicle were quoted.</summary>
internal sealed class WaitsEndpoint(Histories histories, ResponseCache cache, Derivations derivations, TimeProvider clock)
    : VehicleEndpoint<WaitsJson, WaitJson>(histories, cache, derivations, clock)
{
    protected override string Path => "vehicles/{slug}/waits";
    protected override string Name => "Waits";
    protected override Func<string> Summary => () => ApiTexts.SummaryWaits;
    protected override IReadOnlyList<Parameter> Parameters { get; } = [ApiParameters.Slug, ApiParameters.Version, ApiParameters.AsOf];
    protected override JsonTypeInfo<WaitsJson> Type => ApiJsonContext.Readable.WaitsJson;

    protected override WaitsJson Derive(ApiQuery query, VehicleHistory history, CancellationToken cancel)
    {
        var snapshot = history.AsOf(query.Get(ApiParameters.AsOf)!.Value);
        return new(history.Vehicle.Slug, snapshot.AsOf, [.. snapshot.Waits.Select(WaitJson.Of)]);
    }

    protected override IEnumerable<WaitJson> Rows(WaitsJson body) => body.Waits;

    protected override IEnumerable<Column<WaitJson>> Columns(WaitsJson body, long version) =>
    [
        new("trim", w => w.Trim), new("stated_on", w => w.StatedOn), .. Column<WaitJson>.Quantity("", w => w.Quantity),
        new("unit", w => w.Unit),
        new("source", w => w.Source), new("known_on", w => w.KnownOn), new("note", w => w.Note),
        new("as_of", _ => body.AsOf), new("version", _ => version),
    ];
}
