using Microsoft.EntityFrameworkCore;

namespace SU7Tracker.Data;

/// <summary>Reads the files of the import format.</summary>
public sealed class Import(IDbContextFactory<TrackerDb> contexts)
{
    /// <summary>Reads a file, told apart by its header. With a rejected row nothing is recorded; a dry run is the same transaction rolled back.</summary>
    public Task<ImportOutcome> RunAsync(Stream csv, bool dryRun, Author author, CancellationToken cancel = default) => throw new NotSupportedException($"{contexts}");
}
