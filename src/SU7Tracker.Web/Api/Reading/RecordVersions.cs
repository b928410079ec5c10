using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>The versions of the record, and of a vehicle's part of it.</summary>
internal sealed class RecordVersions(Histories histories, ChangeFeed feed)
{
    /// <summary>The current version of a vehicle, or of the whole record without one; null when there is no such vehicle.</summary>
    public async ValueTask<long?> CurrentAsync(string? vehicle, CancellationToken cancel) =>
        vehicle is null ? await feed.VersionAsync(cancel) : (await histories.FindAsync(vehicle, cancel))?.Version;

    /// <summary>The response to a version that there is not; null when there is, or none is named.</summary>
    public async ValueTask<IResult?> RefuseAsync(string? vehicle, long? version, long current, CancellationToken cancel) =>
        version is { } named && named != current && !await histories.HasVersionAsync(vehicle, named, cancel)
            ? ApiProblem.NoVersion(vehicle, named, current) : null;
}
