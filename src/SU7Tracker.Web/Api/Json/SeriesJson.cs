namespace SU7Tracker.Web.Api;

/// <summary>A series by week, by month or as published.</summary>
public sealed record SeriesJson(
    string Vehicle, string Measure, string Basis, string City, string Per, DateOnly AsOf, DateOnly? From, DateOnly? To, IReadOnlyList<PointJson> Points);
