using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>A fact that names another.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Entry">What it says.</param>
public sealed record FactUse(FileKind Kind, FactEntry Entry);
