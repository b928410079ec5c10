using SU7Tracker.Domain;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Charts;

/// <summary>What a chart is derived from.</summary>
/// <param name="Snapshot">The vehicle as the reader sees it.</param>
/// <param name="View">What the reader has chosen.</param>
/// <param name="Compared">The vehicles that are compared, as of the same day; none where a chart compares none.</param>
public sealed record ChartContext(Snapshot Snapshot, ViewState View, IReadOnlyList<Snapshot> Compared);
