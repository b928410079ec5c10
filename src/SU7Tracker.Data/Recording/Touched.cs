namespace SU7Tracker.Data;

/// <summary>
/// Counts what a write has added to and revised in the record of a vehicle; an empty vehicle stands for what belongs to none.
/// </summary>
internal sealed record Touched(string Vehicle, int Added, int Revised);
