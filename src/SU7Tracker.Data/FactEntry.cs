using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>A fact as it is on record.</summary>
/// <param name="Key">Tells it apart from the others of its kind.</param>
/// <param name="Version">Grows with every change of it.</param>
/// <param name="Retired">Whether it is retired.</param>
/// <param name="Cells">What it says, as the cells of its file.</param>
public sealed record FactEntry(string Key, long Version, bool Retired, IReadOnlyDictionary<string, string> Cells);

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

/// <summary>How many figures of a series rest on something.</summary>
/// <param name="Series">The series.</param>
/// <param name="Figures">How many, all revisions of one counted once.</param>
public sealed record SeriesUse(Series Series, long Figures);

/// <summary>A fact that names another.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Entry">What it says.</param>
public sealed record FactUse(FileKind Kind, FactEntry Entry);

/// <summary>What rests on a fact.</summary>
/// <param name="Figures">The figures, by series.</param>
/// <param name="Facts">The other facts.</param>
public sealed record Resting(IReadOnlyList<SeriesUse> Figures, IReadOnlyList<FactUse> Facts)
{
    /// <summary>How many figures.</summary>
    public long Count => Figures.Sum(f => f.Figures);
    /// <summary>Whether nothing does.</summary>
    public bool IsNothing => Figures.Count == 0 && Facts.Count == 0;
}
