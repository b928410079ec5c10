using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>A fact as it is on record.</summary>
/// <param name="Key">Tells it apart from the others of its kind.</param>
/// <param name="Version">Grows with every change of it.</param>
/// <param name="Retired">Whether it is retired.</param>
/// <param name="Cells">What it says, as the cells of its file.</param>
public sealed record FactEntry(string Key, long Version, bool Retired, IReadOnlyDictionary<string, string> Cells);
