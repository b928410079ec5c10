using System.Collections.Concurrent;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Importing;

/// <summary>
/// The imports that are under way, a few for each account. They are kept in the database until they are saved or discarded, so that a
/// reload, another page, a restart or the end of an instance loses none; what is read of them is in memory.
/// </summary>
internal sealed class ImportDesk(OpenImports kept, ImportChecks checks, TimeProvider clock, ILogger<ImportDesk> logger) : IDisposable
{
    /// <summary>The most imports that an account may have open.</summary>
    public const int MostOfAnOwner = 4;
    /// <summary>After this long without a word an import is removed.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromDays(7);

    // Each may hold as many cells as a page takes.
    private const int Most = 8;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<string, ImportJob> _jobs = new(StringComparer.Ordinal);

    /// <summary>Returns the imports of an account, the latest first.</summary>
    public async Task<IReadOnlyList<ImportJob>> OfAsync(string owner, CancellationToken cancel = default) =>
        [.. (await AllAsync(cancel)).Where(j => j.Owner == owner).OrderByDescending(j => j.StartedAt)];

    /// <summary>Finds an import of an account as it is now, and reads its file where this instance has not done so yet.</summary>
    public async Task<ImportJob?> FindAsync(string? id, string owner, CancellationToken cancel = default)
    {
        if (id is null || (await AllAsync(cancel)).FirstOrDefault(j => j.Id == id && j.Owner == owner) is not { } job)
        {
            return null;
        }
        await job.ResumeAsync(cancel);
        return job;
    }

    /// <summary>Adds an import. The oldest that is saved, failed, called off or untouched for half a day makes room for it.</summary>
    /// <returns>The import; null when too many are open.</returns>
    public async Task<ImportJob?> AddAsync(string name, string owner, byte[] content, CancellationToken cancel = default)
    {
        while (await AllAsync(cancel) is var all
            && (all.Count(j => j.Owner == owner) >= MostOfAnOwner || all.Count >= Most))
        {
            var ended = all
                .Where(j => j.Owner == owner || all.Count >= Most)
                .Where(j => j.Phase is ImportPhase.Saved or ImportPhase.Failed or ImportPhase.Cancelled
                    || (!j.IsBusy && clock.GetUtcNow() - j.ChangedAt > Longest))
                .MinBy(j => j.ChangedAt);
            if (ended is null)
            {
                return null;
            }
            await RemoveAsync(ended);
        }
        var open = await kept.AddAsync(owner, name, content, cancel);
        return _jobs.GetOrAdd(open.Id, _ => JobOf(open));
    }

    /// <summary>Puts an import away; what it is doing is called off.</summary>
    public async Task RemoveAsync(ImportJob job)
    {
        Forget(job);
        await kept.RemoveAsync(job.Id);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var job in _jobs.Values)
        {
            job.Dispose();
        }
    }

    // Those that are kept, and those that have ended here and are shown until they make room for others.
    private async Task<IReadOnlyList<ImportJob>> AllAsync(CancellationToken cancel)
    {
        var here = _jobs.Values.ToList();
        var open = await kept.AllAsync(cancel);
        foreach (var import in open)
        {
            _jobs.GetOrAdd(import.Id, _ => JobOf(import)).Note(import);
        }
        var ids = open.Select(o => o.Id).ToHashSet();
        foreach (var job in here.Where(j => !j.IsOver && !ids.Contains(j.Id)))
        {
            Forget(job);   // saved or discarded at another instance
        }
        return [.. _jobs.Values];
    }

    private ImportJob JobOf(OpenImport import) => new(import, kept, checks, clock, logger);

    private void Forget(ImportJob job)
    {
        if (_jobs.TryRemove(job.Id, out _))
        {
            job.Dispose();
        }
    }
}
