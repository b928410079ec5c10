using Microsoft.EntityFrameworkCore;

namespace SU7Tracker.Data;

/// <summary>What was counted: the one table that everything is derived from.</summary>
public sealed class Figures(IDbContextFactory<TrackerDb> contexts, RecordWriter writer)
{
    /// <summary>The code of the problem that somebody else has recorded a revision meanwhile.</summary>
    public const string Conflict = "Conflict";

    /// <summary>Records drafts, all or none. A draft without an expected revision that equals any recorded revision of its figure is unchanged; one that expects a revision is held against that alone.</summary>
    public Task<PublishOutcome> PublishAsync(IReadOnlyList<FigureDraft> drafts, Author author, bool dryRun = false, CancellationToken cancel = default) =>
        throw new NotSupportedException($"{contexts} {writer}");

    /// <summary>A page of figures in the order they were recorded.</summary>
    public Task<IReadOnlyList<FigureEntry>> PageAsync(FigureQuery query, CancellationToken cancel = default) => throw new NotSupportedException($"{contexts}");
}
