using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What became of a fact that somebody has typed.</summary>
/// <param name="Problems">What is wrong with it; nothing when it is on record now.</param>
public sealed record FactOutcome(IReadOnlyList<Problem> Problems)
{
    internal const string ConflictCode = "FactConflict";

    /// <summary>Its key, when it is on record now.</summary>
    public string Key { get; init; } = "";
    /// <summary>What somebody else has made of it meanwhile.</summary>
    public FactEntry? Theirs { get; init; }
}
