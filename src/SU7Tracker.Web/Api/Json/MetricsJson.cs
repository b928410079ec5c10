namespace SU7Tracker.Web.Api;

/// <summary>The derived numbers of a vehicle as they stood on a day.</summary>
public sealed record MetricsJson(string Vehicle, DateOnly AsOf, string Month, IReadOnlyList<MetricJson> Metrics);
