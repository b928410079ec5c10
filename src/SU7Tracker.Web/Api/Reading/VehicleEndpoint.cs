using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;

namespace SU7Tracker.Web.Api;

/// <summary>A list that follows from the record of one vehicle, at its present version or at the one that the address names.</summary>
internal abstract class VehicleEndpoint<TBody, TRow>(Histories histories, ResponseCache cache, Derivations derivations, TimeProvider clock)
    : ReadEndpoint<TBody, TRow>(clock)
{
    /// <summary>Derives the document.</summary>
    /// <param name="query">What is asked for.</param>
    /// <param name="history">The record of the vehicle.</param>
    /// <param name="cancel">Cancelled when nobody waits for it any more.</param>
    protected abstract TBody Derive(ApiQuery query, VehicleHistory history, CancellationToken cancel);

    /// <inheritdoc/>
    protected override async Task<IResult> AnswerAsync(ApiQuery query)
    {
        var (slug, version) = (query.Get(ApiParameters.Slug), query.Get(ApiParameters.Version));
        VehicleHistory? history = null;
        if (version is null && (history = await histories.FindAsync(slug, query.Cancel)) is null)
        {
            return ApiProblem.NoVehicle(slug);
        }
        var at = version ?? history!.Version;
        // A slug that cannot be one has no history, and must not get into an address.
        var address = Series.IsKey(slug) ? Address(query, at) : "";
        if (cache.Find(address) is { } cached)
        {
            return Send(cached);
        }
        history ??= await histories.FindAsync(slug, at, query.Cancel);
        if (history is null)
        {
            return await histories.FindAsync(slug, query.Cancel) is { } current
                ? ApiProblem.NoVersion(slug, at, current.Version) : ApiProblem.NoVehicle(slug);
        }
        return Send(await derivations.RunAsync(
            history.Family,
            address,
            cancel => cache.Add(address, Write(query, Derive(query, history, cancel), at).At(address, at)),
            query.Cancel));

        CachedResult Send(CachedResponse response) =>
            version is null ? ResponseFastPath.Note(query.Context, slug, at, new(response)) : new(response, pinned: true);
    }
}
