namespace SU7Tracker.Web.Api;

/// <summary>A series by week, by month or as published.</summary>
/// <param name="Laws">Whether laws between series bound it, too.</param>
/// <param name="LeftOut">How many figures are left out because of the grades of their sources.</param>
public sealed record SeriesJson(
    string Vehicle, string Measure, string Basis, string City, string Per, DateOnly AsOf, DateOnly? From, DateOnly? To, bool Laws,
    string Grade,
    int LeftOut, IReadOnlyList<PointJson> Points);
