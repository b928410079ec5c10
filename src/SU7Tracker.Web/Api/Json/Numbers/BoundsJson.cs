namespace SU7Tracker.Web.Api;

/// <summary>The tightest bounds on the units of a series in some days, with the figures and laws that they rest on.</summary>
/// <param name="LeftOut">How many figures are left out because of the grades of their sources.</param>
public sealed record BoundsJson(
    string Vehicle, string Measure, string Basis, string City, PeriodJson Period, DateOnly AsOf, string Grade, int LeftOut,
    QuantityJson? Count,
    IReadOnlyList<string> Laws, IReadOnlyList<FigureJson> Evidence);
