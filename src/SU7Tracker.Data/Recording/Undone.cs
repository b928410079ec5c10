using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>The outcome of an undo.</summary>
/// <param name="Restored">How many figures or facts stand as before.</param>
/// <param name="Problems">Why nothing was undone; empty when it was.</param>
public sealed record Undone(int Restored, IReadOnlyList<Problem> Problems)
{
    /// <summary>The most problems that are named.</summary>
    public const int MostNamed = 20;
}
