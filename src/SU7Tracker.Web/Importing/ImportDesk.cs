using System.Collections.Concurrent;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Importing;

/// <summary>
/// Keeps the imports that are under way, so that a reload or another page loses none: a few for each account, until they are put away or
/// the program ends.
/// </summary>
internal sealed class ImportDesk(ImportChecks checks, TimeProvider clock, ILogger<ImportDesk> logger) : IDisposable
{
    /// <summary>The most imports that an account may have open.</summary>
    public const int MostOfAnOwner = 4;

    // Each may hold as many cells as a page takes.
    private const int Most = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<string, ImportJob> _jobs = new(StringComparer.Ordinal);

    /// <summary>Returns the imports of an account, the latest first.</summary>
    public IReadOnlyList<ImportJob> Of(string owner) => [.. _jobs.Values.Where(j => j.Owner == owner).OrderByDescending(j => j.StartedAt)];

    /// <summary>Finds an import of an account.</summary>
    public ImportJob? Find(string? id, string owner) =>
        id is not null && _jobs.TryGetValue(id, out var job) && job.Owner == owner ? job : null;

    /// <summary>Adds an import. The oldest that is saved, failed, called off or half a day old makes room for it.</summary>
    /// <returns>The import; null when too many are open.</returns>
    public ImportJob? Add(string name, string owner, Author author)
    {
        while (Of(owner).Count >= MostOfAnOwner || _jobs.Count >= Most)
        {
            var ended = _jobs.Values
                .Where(j => j.Owner == owner || _jobs.Count >= Most)
                .Where(j => j.Phase is ImportPhase.Saved or ImportPhase.Failed or ImportPhase.Cancelled
                    || (!j.IsBusy && clock.GetUtcNow() - j.StartedAt > Longest))
                .MinBy(j => j.StartedAt);
            if (ended is null)
            {
                return null;
            }
            Remove(ended);
        }
        var job = new ImportJob(name, owner, author, checks, clock, logger);
        _jobs[job.Id] = job;
        return job;
    }

    /// <summary>Puts an import away; what it is doing is called off.</summary>
    public void Remove(ImportJob job)
    {
        if (_jobs.TryRemove(job.Id, out _))
        {
            job.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var job in _jobs.Values)
        {
            job.Dispose();
        }
    }
}
