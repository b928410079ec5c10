namespace SU7Tracker.Web.Api;

/// <summary>The figures of a vehicle that are not used, and the laws that are not applied to it.</summary>
/// <param name="LeftOut">How many figures are left out because of the grades of their sources.</param>
public sealed record ContradictionsJson(string Vehicle, DateOnly AsOf, string Grade, int LeftOut,
    IReadOnlyList<ContradictionJson> Contradictions);
