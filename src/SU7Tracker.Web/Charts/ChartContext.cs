using SU7Tracker.Domain;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Charts;

/// <summary>What a chart is derived from.</summary>
/// <param name="Snapshot">The vehicle as the reader sees it.</param>
/// <param name="View">What the reader has chosen.</param>
/// <param name="Find">Another vehicle as of the same day; null when there is none.</param>
public sealed record ChartContext(Snapshot Snapshot, ViewState View, Func<string, ValueTask<Snapshot?>> Find);
