using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace SU7Tracker.Data;

/// <summary>The public record of the SU7, shipped with the program.</summary>
public sealed class SampleRecord(IDbContextFactory<TrackerDb> contexts, Import import, StartLock alone, ILogger<SampleRecord> logger)
{
    private static readonly Author Author = new("sample");

    /// <summary>Loads it into an empty database; of many instances that start together one does it.</summary>
    /// <returns>Whether it was empty.</returns>
    public async Task<bool> LoadIfEmptyAsync(CancellationToken cancel = default)
    {
        await using (await alone.TakeAsync(cancel))
        {
            await using (var db = await contexts.CreateDbContextAsync(cancel))
            {
                // One whose loading was cut short is still empty: the figures come last, all at once.
                if (await db.Figures.AnyAsync(cancel) || await db.Changes.AnyAsync(c => c.RecordedBy != Author.Id, cancel))
                {
                    return false;
                }
            }
            foreach (var name in Import.Order.Select(kind => kind.ToString().ToLowerInvariant()))
            {
                await using var csv = typeof(SampleRecord).Assembly.GetManifestResourceStream($"Sample/{name}.csv");
                if (csv is null)
                {
                    continue;   // it has no file of this kind
                }
                var outcome = await import.RunAsync(csv, new Attempt(Author) { FindDisputes = false }, cancel);
                if (!outcome.Committed)
                {
                    throw new InvalidDataException(
                        $"The public record does not fit: {name}.csv, {outcome.Rows.First(r => r.Problem is not null)}");
                }
            }
        }
        logger.SampleLoaded();
        return true;
    }
}
