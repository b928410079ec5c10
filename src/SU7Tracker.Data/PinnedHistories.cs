using Microsoft.EntityFrameworkCore;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

// Histories as they stood at an earlier version. They never change, so the few that were read last are kept, and never dropped for a write.
internal sealed class PinnedHistories(IDbContextFactory<TrackerDb> contexts) : IDisposable
{
    private const int Most = 16;
    private const int MostAtOnce = 2;
    private readonly SemaphoreSlim _reading = new(MostAtOnce, MostAtOnce);
    private readonly LinkedList<(VehicleHistory History, long Figures)> _kept = [];   // guarded by itself; the one read last comes first

    // The most figures over all of them; the one that was read last is kept whatever its size.
    public long MostFigures { get; init; } = 200_000;

    public int Kept
    {
        get
        {
            lock (_kept)
            {
                return _kept.Count;
            }
        }
    }

    public async Task<VehicleHistory?> FindAsync(string slug, long version, CancellationToken cancel)
    {
        if (Known(slug, version) is { } known)
        {
            return known;
        }
        await _reading.WaitAsync(cancel);
        try
        {
            if (Known(slug, version) is { } meanwhile)
            {
                return meanwhile;
            }
            var history = await ReadAsync(slug, version, cancel);
            return history is null ? null : Keep(history);
        }
        finally
        {
            _reading.Release();
        }
    }

    private VehicleHistory? Known(string slug, long version)
    {
        lock (_kept)
        {
            for (var at = _kept.First; at is not null; at = at.Next)
            {
                if (at.Value.History.Version == version && at.Value.History.Vehicle.Slug == slug)
                {
                    _kept.Remove(at);
                    _kept.AddFirst(at);
                    return at.Value.History;
                }
            }
        }
        return null;
    }

    // The one that all readers share: the first that was read.
    private VehicleHistory Keep(VehicleHistory history)
    {
        lock (_kept)
        {
            if (Known(history.Vehicle.Slug, history.Version) is { } meanwhile)
            {
                return meanwhile;
            }
            _kept.AddFirst((history, history.Revisions.Values.Sum(series => series.Sum(figure => (long)figure.Count))));
            while (_kept.Count > 1 && (_kept.Count > Most || _kept.Sum(k => k.Figures) > MostFigures))
            {
                _kept.RemoveLast();
            }
            return history;
        }
    }

    private async Task<VehicleHistory?> ReadAsync(string slug, long version, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        // What a version consists of is committed before anybody can name it, and none of it changes: no snapshot is needed.
        if (!await db.Changes.AnyAsync(c => c.Id == version && c.Vehicle == slug, cancel))
        {
            return null;
        }
        var facts = db.Facts.AsNoTracking().Where(f => f.ChangeId <= version);
        var vehicle = await LatestAsync<VehicleRow>(facts.Where(f => f.Kind == FactKinds.Vehicles && f.Key == slug));
        var figures = await FigureReader.ReadAsync(db, slug, version, cancel);
        var milestones = await LatestAsync<MilestoneRow>(facts.Where(f => f.Kind == FactKinds.Milestones && f.Vehicle == slug));
        var claims = await LatestAsync<ClaimRow>(facts.Where(f => f.Kind == FactKinds.Claims && f.Vehicle == slug));
        var named = figures.Select(f => f.Source).Concat(milestones.Select(m => m.Source)).Concat(claims.Select(c => c.Source)).Distinct();
        var sources = new List<SourceRow>();
        foreach (var ids in named.Chunk(1000))
        {
            sources.AddRange(await LatestAsync<SourceRow>(facts.Where(f => f.Kind == FactKinds.Sources && ids.Contains(f.Key))));
        }
        return new FamilyHistory(
            [vehicle.Single().Value], version, figures, sources.Select(s => s.Value), milestones.Select(m => m.Value), claims.Select(c => c.Value), [], []).Find(slug);

        async Task<List<TRow>> LatestAsync<TRow>(IQueryable<FactRow> rows) where TRow : class =>
            [.. (await rows.OrderBy(f => f.Id).ToListAsync(cancel)).GroupBy(f => f.Key).Select(f => f.Last().Read<TRow>())];
    }

    public void Dispose() => _reading.Dispose();
}
