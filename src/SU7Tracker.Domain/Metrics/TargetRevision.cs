namespace SU7Tracker.Domain;

/// <summary>One announcement of a target, and what became of it.</summary>
/// <param name="Figure">The announcement.</param>
/// <param name="Number">The number that reaches it, in units: that of a floor is the floor.</param>
/// <param name="Change">By how much it differs from the announcement before, in units; null for the first.</param>
/// <param name="InForce">The days of its period on which it was in force; null when it never was.</param>
/// <param name="From">The first day on which its number may have been reached; null when it cannot have been within what is known.</param>
/// <param name="By">The first day by which it must have been reached; null when it need not have been.</param>
/// <param name="Verdict">What became of it.</param>
public sealed record TargetRevision(
    Figure Figure, Rational Number, Rational? Change, Period? InForce, DateOnly? From, DateOnly? By, TargetVerdict Verdict);
