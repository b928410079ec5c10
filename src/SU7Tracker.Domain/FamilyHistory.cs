using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;

namespace SU7Tracker.Domain;

/// <summary>
/// Everything that is on record for the vehicles that are tied to each other as parent and part, every revision included. It never changes,
/// and any number of readers may share it.
/// </summary>
public sealed class FamilyHistory
{
    // The memory that days asked for may take, and what a figure that stands costs of it with all that is derived from it, as measured.
    private const long MostBytes = 64 << 20;
    private const long BytesPerFigure = 6_000;

    private readonly ConcurrentDictionary<(DateOnly Day, Grade Lowest), FamilySnapshot> _snapshots = new();
    private long _asked;
    private readonly FrozenDictionary<string, VehicleHistory> _histories;
    private readonly FrozenSet<(string Vehicle, Law Law)> _off;
    private readonly FrozenDictionary<string, Source> _named;   // every source as it is on record, aliases among them

    /// <summary>What is on record.</summary>
    /// <param name="vehicles">The vehicles of the family.</param>
    /// <param name="version">Grows with every change of the record of any of them.</param>
    /// <param name="figures">All revisions of all their figures, in any order.</param>
    /// <param name="sources">The sources that these name.</param>
    /// <param name="milestones">Their dated events.</param>
    /// <param name="claims">What was said about them.</param>
    /// <param name="laws">The laws that are switched on or off for them.</param>
    /// <param name="waits">The waits that were quoted for them.</param>
    /// <param name="cities">Where cars are handed over.</param>
    public FamilyHistory(
        IEnumerable<Vehicle> vehicles,
        long version,
        IEnumerable<Figure> figures,
        IEnumerable<Source> sources,
        IEnumerable<Milestone> milestones,
        IEnumerable<Claim> claims,
        IEnumerable<LawSwitch> laws,
        IEnumerable<QuotedWait> waits,
        IEnumerable<City>? cities = null)
    {
        Vehicles = [.. vehicles.OrderBy(v => v.Slug, StringComparer.Ordinal)];
        Version = version;
        _named = sources.ToFrozenDictionary(s => s.Id);
        Sources = _named.Values.Any(IsAlias) ? _named.Values.Where(s => !IsAlias(s)).ToFrozenDictionary(s => s.Id) : _named;
        Laws = [.. Resolve(laws, l => l.Source, (l, source) => l with { Source = source })];
        _off = Laws.Where(l => l.Off).Select(l => (l.Vehicle, l.Law)).ToFrozenSet();
        Cities = [.. Resolve(cities ?? [], c => c.Source, (c, source) => c with { Source = source })];
        Revisions = Ordered(figures);
        Count = Revisions.Values.Sum(s => s.Sum(f => (long)f.Count));
        var (events, said, waiting) = (
            Resolve(milestones, m => m.Source, (m, source) => m with { Source = source }).ToLookup(m => m.Vehicle),
            Resolve(claims, c => c.Source, (c, source) => c with { Source = source }).ToLookup(c => c.Vehicle),
            Resolve(waits, w => w.Source, (w, source) => w with { Source = source }).ToLookup(w => w.Vehicle));
        _histories = Vehicles.ToFrozenDictionary(
            v => v.Slug, v => new VehicleHistory(this, v, events[v.Slug], said[v.Slug], waiting[v.Slug]));
    }

    /// <summary>The vehicles of the family by slug.</summary>
    public IReadOnlyList<Vehicle> Vehicles { get; }
    /// <summary>Grows with every change of the record of any of them.</summary>
    public long Version { get; }
    /// <summary>How many revisions are on record.</summary>
    public long Count { get; }
    /// <summary>The sources by id, without those that are another name of one; what rested on such a one rests on that.</summary>
    public IReadOnlyDictionary<string, Source> Sources { get; }
    /// <summary>The laws that are switched on or off.</summary>
    public IReadOnlyList<LawSwitch> Laws { get; }
    /// <summary>Where cars are handed over.</summary>
    public IReadOnlyList<City> Cities { get; }
    /// <summary>
    /// Of each series its figures by the day they end, and of each figure its revisions in order. A figure is told apart by its days and
    /// its source.
    /// </summary>
    public IReadOnlyDictionary<Series, IReadOnlyList<IReadOnlyList<Figure>>> Revisions { get; }

    /// <summary>What is on record for one of the vehicles; null when it is none of them.</summary>
    public VehicleHistory? Find(string slug) => _histories.GetValueOrDefault(slug);

    /// <summary>The same with further figures, as it would be if they were recorded.</summary>
    /// <param name="figures">The figures.</param>
    /// <param name="sources">The sources that they name and that no figure of the family names yet.</param>
    public FamilyHistory With(IEnumerable<Figure> figures, IEnumerable<Source>? sources = null) =>
        Changed(figures, _named.Values.UnionBy(sources ?? [], s => s.Id));

    /// <summary>The same with a source as it would be if it were changed so.</summary>
    public FamilyHistory With(Source source) => Changed([], _named.Values.Where(s => s.Id != source.Id).Append(source));

    private FamilyHistory Changed(IEnumerable<Figure> figures, IEnumerable<Source> sources) =>
        new(
            Vehicles,
            Version,
            Revisions.Values.SelectMany(s => s).SelectMany(f => f).Concat(figures),
            sources,
            _histories.Values.SelectMany(h => h.Milestones),
            _histories.Values.SelectMany(h => h.Claims),
            Laws,
            _histories.Values.SelectMany(h => h.Waits),
            Cities);

    /// <summary>The family as it stood on a day, by sources of a grade or better.</summary>
    internal FamilySnapshot AsOf(DateOnly day, Grade lowest)
    {
        if (!_snapshots.TryGetValue((day, lowest), out var snapshot))
        {
            snapshot = _snapshots.GetOrAdd((day, lowest), static (at, me) => new(me, at.Day, at.Lowest), this);
            Trim(snapshot);
        }
        snapshot.AskedAt = Interlocked.Increment(ref _asked);
        return snapshot;
    }

    // Keeps the day asked for, and of the others those that were asked for last as far as they fit.
    private void Trim(FamilySnapshot latest)
    {
        var left = MostBytes - (latest.Count * BytesPerFigure);
        foreach (var (key, snapshot) in _snapshots.ToArray().OrderByDescending(s => s.Value.AskedAt).Where(s => s.Value != latest))
        {
            left -= snapshot.Count * BytesPerFigure;
            if (left < 0)
            {
                _snapshots.TryRemove(new(key, snapshot));
            }
        }
    }

    internal bool IsOff(string vehicle, Law law) => _off.Contains((vehicle, law));

    internal Grade GradeOf(string source) => Sources.TryGetValue(source, out var known) ? known.Grade : Grade.D;

    private bool HasAliases => _named.Count != Sources.Count;

    private IEnumerable<T> Resolve<T>(IEnumerable<T> facts, Func<T, string> sourceOf, Func<T, string, T> with) =>
        HasAliases ? facts.Select(f => with(f, Resolve(sourceOf(f)))) : facts;

    private bool IsAlias(Source source) => source.AliasOf.Length > 0 && _named.ContainsKey(source.AliasOf);

    private string Resolve(string source) => _named.TryGetValue(source, out var named) && IsAlias(named) ? named.AliasOf : source;

    // Figures of one series tend to follow each other and to be in order: then hardly anything has to be looked up or moved.
    private FrozenDictionary<Series, IReadOnlyList<IReadOnlyList<Figure>>> Ordered(IEnumerable<Figure> figures)
    {
        var all = new Dictionary<Series, List<Figure>>();
        List<Figure> latest = [];
        foreach (var figure in figures)
        {
            if (latest.Count == 0 || !ReferenceEquals(latest[^1].Series, figure.Series))
            {
                latest = CollectionsMarshal.GetValueRefOrAddDefault(all, figure.Series, out _) ??= [];
            }
            latest.Add(figure);
        }
        return all.ToFrozenDictionary(s => s.Key, s => (IReadOnlyList<IReadOnlyList<Figure>>)Ordered(s.Value));
    }

    private List<IReadOnlyList<Figure>> Ordered(List<Figure> series)
    {
        for (var i = 1; i < series.Count; i++)
        {
            if (Compare(series[i - 1], series[i]) > 0)
            {
                series.Sort(Compare);
                break;
            }
        }
        var figures = new List<IReadOnlyList<Figure>>(series.Count);
        for (var (first, next) = (0, 1); first < series.Count; first = next++)
        {
            while (next < series.Count && CompareKeys(series[first], series[next]) == 0)
            {
                next++;
            }
            var source = _named.GetValueOrDefault(series[first].Origin);
            figures.Add(Figure.Dated(next == first + 1 ? [series[first]] : series[first..next], source?.PublishedOn));
        }
        return HasAliases ? Resolved(figures) : figures;
    }

    private List<IReadOnlyList<Figure>> Resolved(List<IReadOnlyList<Figure>> figures) =>
        [
            .. figures
                .GroupBy(f => (f[0].Key, Source: Resolve(f[0].Origin)))
                .Select(f => f.Any(one => one[0].Origin != f.Key.Source) ? Figure.Merged(f, f.Key.Source) : f.Single()),
        ];

    private static int Compare(Figure one, Figure other) =>
        CompareKeys(one, other) is not 0 and var order ? order : one.Revision.CompareTo(other.Revision);

    private static int CompareKeys(Figure one, Figure other)
    {
        var (a, b) = (one.Key, other.Key);
        return a.End != b.End ? a.End.CompareTo(b.End)
            : a.First != b.First ? a.First.CompareTo(b.First)
            : a.Reading != b.Reading ? a.Reading.CompareTo(b.Reading)
            : string.CompareOrdinal(one.Origin, other.Origin);
    }
}
