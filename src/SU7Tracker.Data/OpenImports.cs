using Microsoft.EntityFrameworkCore;

namespace SU7Tracker.Data;

/// <summary>
/// Keeps the imports that are neither saved nor discarded, with their files and what was said of them, so that a restart loses none and any
/// instance can go on with them.
/// </summary>
public sealed class OpenImports(IDbContextFactory<TrackerDb> contexts, TimeProvider clock)
{
    /// <summary>Returns all, whoever they belong to.</summary>
    public async Task<IReadOnlyList<OpenImport>> AllAsync(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.OpenImports.AsNoTracking()
            .Select(r => new OpenImport(r.Id, r.Owner, r.Name, r.StartedAt, r.ChangedAt, r.Version)).ToListAsync(cancel);
    }

    /// <summary>Adds one of an account, with its file.</summary>
    public async Task<OpenImport> AddAsync(string owner, string name, byte[] content, CancellationToken cancel = default)
    {
        var now = clock.GetUtcNow();
        var added = new OpenImport(
            Guid.NewGuid().ToString("N"), owner, name.Length <= OpenImport.MaxNameLength ? name : name[..OpenImport.MaxNameLength],
            now, now, 0);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        db.Add(new OpenImportRow { Id = added.Id, Owner = added.Owner, Name = added.Name, StartedAt = now, ChangedAt = now });
        db.Add(new OpenImportFileRow { ImportId = added.Id, Content = content });
        await db.SaveChangesAsync(cancel);
        return added;
    }

    /// <summary>Returns the file of one; null when it was saved or discarded meanwhile.</summary>
    public async Task<byte[]?> ContentAsync(string id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.OpenImportFiles.Where(f => f.ImportId == id).Select(f => f.Content).SingleOrDefaultAsync(cancel);
    }

    /// <summary>Returns what was said of one, empty until its file was read; null when it was saved or discarded meanwhile.</summary>
    public async Task<(string State, long Version)?> StateAsync(string id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.OpenImports.Where(r => r.Id == id).Select(r => new { r.State, r.Version }).SingleOrDefaultAsync(cancel);
        return row is null ? null : (row.State, row.Version);
    }

    /// <summary>Writes what was said of one.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="state">What was said of it, all in all.</param>
    /// <param name="version">The version that this follows.</param>
    /// <param name="cancel">Calls it off.</param>
    /// <returns>Whether it was written; false when it has another version by now, or was saved or discarded.</returns>
    public async Task<bool> KeepAsync(string id, string state, long version, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        return await db.OpenImports.Where(r => r.Id == id && r.Version == version).ExecuteUpdateAsync(
            r => r.SetProperty(x => x.State, state).SetProperty(x => x.Version, version + 1).SetProperty(x => x.ChangedAt, now),
            cancel) == 1;
    }

    /// <summary>Removes one with its file.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await db.OpenImports.Where(r => r.Id == id).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Removes those of an account, within the transaction of a context.</summary>
    public static Task RemoveOfAsync(TrackerDb db, string owner) => db.OpenImports.Where(r => r.Owner == owner).ExecuteDeleteAsync();

    /// <summary>Removes those of which nothing was said for so long.</summary>
    /// <returns>How many.</returns>
    public async Task<int> TrimAsync(TimeSpan age, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var before = clock.GetUtcNow() - age;
        return await db.OpenImports.Where(r => r.ChangedAt < before).ExecuteDeleteAsync(cancel);
    }
}
