using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>How many figures of a series rest on something.</summary>
/// <param name="Series">The series.</param>
/// <param name="Figures">How many, all revisions of one counted once.</param>
public sealed record SeriesUse(Series Series, long Figures);
