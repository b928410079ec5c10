using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>A fact as a write has left it, beside what it said before.</summary>
/// <param name="Key">Its key.</param>
/// <param name="IsNew">Whether it was not on record before.</param>
/// <param name="IsGone">Whether it was taken away.</param>
/// <param name="Columns">The columns that differ, with what stood in them before and after.</param>
public sealed record FactDifference(
    string Key,
    bool IsNew,
    bool IsGone,
    IReadOnlyList<(string Column, string Before, string After)> Columns);
