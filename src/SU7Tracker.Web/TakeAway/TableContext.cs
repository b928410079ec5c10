using SU7Tracker.Domain;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.TakeAway;

/// <summary>What a table is made of, and what stands beside it when it is taken away.</summary>
/// <param name="Snapshot">The vehicle as the reader sees it.</param>
/// <param name="View">What the reader has chosen.</param>
/// <param name="Find">Another vehicle as of the same day; null when there is none.</param>
/// <param name="Vehicles">All vehicles on record.</param>
public sealed record TableContext(
    Snapshot Snapshot,
    ViewState View,
    Func<string, ValueTask<Snapshot?>> Find,
    Func<ValueTask<IReadOnlyList<Vehicle>>> Vehicles)
{
    /// <summary>The names of the vehicles that it shows.</summary>
    public string Names { get; init; } = "";
    /// <summary>The pinned address of the page that shows it, once the vehicles that it is made of have been found.</summary>
    public Uri Link => LinkOf();
    /// <inheritdoc cref="Link"/>
    public required Func<Uri> LinkOf { private get; init; }
    /// <summary>When it is taken away.</summary>
    public required DateTimeOffset Now { get; init; }
}
