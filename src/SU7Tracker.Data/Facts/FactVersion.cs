using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>A fact as a change has left it.</summary>
/// <param name="Version">Grows with every change of it.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="RecordedBy">By whom.</param>
/// <param name="Retired">Whether it was retired then.</param>
/// <param name="Cells">What it said, as the cells of its file.</param>
public sealed record FactVersion(
    long Version,
    DateTimeOffset RecordedAt,
    string RecordedBy,
    bool Retired,
    IReadOnlyDictionary<string, string> Cells);
