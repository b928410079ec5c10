namespace SU7Tracker.Web.Api;

/// <summary>The figures that were set aside.</summary>
public sealed record ContradictionsJson(string Vehicle, DateOnly AsOf, IReadOnlyList<ContradictionJson> Contradictions);
