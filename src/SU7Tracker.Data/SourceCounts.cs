using Microsoft.EntityFrameworkCore;

namespace SU7Tracker.Data;

/// <summary>Counts the figures of sources.</summary>
public sealed class SourceCounts(RecordReader reader)
{
    /// <summary>How many figures each source has on record, all revisions of one counted once; a source without any is left out.</summary>
    public Task<IReadOnlyDictionary<string, long>> AllAsync(CancellationToken cancel = default) =>
        reader.ReadAsync(db => CountAsync(db, cancel), cancel);

    private static async Task<IReadOnlyDictionary<string, long>> CountAsync(TrackerDb db, CancellationToken cancel)
    {
        var figures = db
            .Figures.Select(f => new
            {
                f.Vehicle,
                f.Measure,
                f.Basis,
                f.Reading,
                f.City,
                f.PeriodStart,
                f.PeriodEnd,
                f.Source,
            })
            .Distinct();
        return await figures
            .GroupBy(f => f.Source)
            .Select(f => new { f.Key, Count = f.LongCount() })
            .ToDictionaryAsync(f => f.Key, f => f.Count, cancel);
    }
}
