namespace SU7Tracker.Web.Api;

/// <summary>The derived numbers of a vehicle as they stood on a day.</summary>
/// <param name="LeftOut">How many figures are left out because of the grades of their sources.</param>
public sealed record MetricsJson(string Vehicle, DateOnly AsOf, string Month, string Grade, int LeftOut, IReadOnlyList<MetricJson> Metrics);
