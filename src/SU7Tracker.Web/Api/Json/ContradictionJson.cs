namespace SU7Tracker.Web.Api;

/// <summary>A figure that was set aside, those that it contradicts, and why it counts least.</summary>
public sealed record ContradictionJson(FigureJson Figure, IReadOnlyList<FigureJson> Contradicts, QuantityJson Allowed, string Reason);
