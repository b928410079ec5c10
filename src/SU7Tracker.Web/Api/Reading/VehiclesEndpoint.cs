using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Data;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>
/// The vehicles on record. The list is the same on any day; its address is pinned by the same two parameters as any other.
/// </summary>
internal sealed class VehiclesEndpoint(VehicleList vehicles, RecordVersions versions, ResponseCache cache, TimeProvider clock)
    : ReadEndpoint<IReadOnlyList<VehicleJson>, VehicleJson>(clock)
{
    protected override string Path => "vehicles";
    protected override string Name => "Vehicles";
    protected override Func<string> Summary => () => ApiTexts.SummaryVehicles;
    protected override IReadOnlyList<Parameter> Parameters { get; } = [ApiParameters.Version, ApiParameters.AsOf];
    protected override JsonTypeInfo<IReadOnlyList<VehicleJson>> Type => ApiJsonContext.Readable.IReadOnlyListVehicleJson;

    protected override async Task<IResult> AnswerAsync(ApiQuery query)
    {
        var version = query.Get(ApiParameters.Version);
        var current = await versions.CurrentAsync(null, query.Cancel) ?? 0;
        var at = version ?? current;
        var address = Address(query, at);
        if (cache.Find(address) is { } cached)
        {
            return new CachedResult(cached, version is not null);
        }
        if (await versions.RefuseAsync(null, version, current, query.Cancel) is { } problem)
        {
            return problem;
        }
        var all = await vehicles.AllAsync(at, query.Cancel);
        return new CachedResult(
            cache.Add(address, Write(query, [.. all.Where(v => !v.Retired).Select(VehicleJson.Of)], at).At(address, at)),
            version is not null);
    }

    protected override IEnumerable<VehicleJson> Rows(IReadOnlyList<VehicleJson> body) => body;

    protected override IEnumerable<Column<VehicleJson>> Columns(IReadOnlyList<VehicleJson> body, long version) =>
    [
        new("slug", v => v.Slug), new("name", v => v.Name), new("maker", v => v.Maker), new("launched_on", v => v.LaunchedOn),
        new("note", v => v.Note), new("name_zh", v => v.NameZh), new("parent", v => v.Parent),
        new("parent_alone_until", v => v.ParentAloneUntil), new("first_delivery_on", v => v.FirstDeliveryOn),
    ];
}
