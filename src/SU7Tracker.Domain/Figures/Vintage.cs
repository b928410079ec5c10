namespace SU7Tracker.Domain;

/// <summary>What was said of some days on one of the days on which something became known.</summary>
/// <param name="KnownOn">When it became known.</param>
/// <param name="Figure">What was said; a withdrawal takes back what its source had said.</param>
public sealed record Vintage(DateOnly KnownOn, Figure Figure);
