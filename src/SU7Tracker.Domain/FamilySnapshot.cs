using System.Collections.Concurrent;
using SU7Tracker.Domain.Smoothing;

namespace SU7Tracker.Domain;

/// <summary>A family as it stood on a day, by sources of a grade or better. Safe to share.</summary>
internal sealed class FamilySnapshot
{
    private readonly ConcurrentDictionary<Series, Curve?> _curves = new();
    private readonly ConcurrentDictionary<string, Snapshot> _vehicles = new(StringComparer.Ordinal);
    private readonly Dictionary<Series, IReadOnlyList<Figure>> _figures;
    private readonly Lock _deriving = new();
    private readonly Lazy<Estimates> _estimates;
    private FamilySystem? _system;

    public FamilySnapshot(FamilyHistory history, DateOnly asOf, Grade lowest)
    {
        (History, AsOf, Lowest) = (history, asOf, lowest);
        _figures = [];
        foreach (var (series, figures) in history.Revisions)
        {
            var standing = figures.Select(r => Figure.Standing(r, asOf)).OfType<Figure>().ToList();
            var counted = lowest == Grade.D ? standing : standing.FindAll(f => history.GradeOf(f.Source) <= lowest);
            LeftOut += standing.Count - counted.Count;
            if (counted.Count > 0)
            {
                _figures.Add(series, counted);
            }
        }
        _estimates = new(() => new(System, history.Vehicles, history.GradeOf));
    }

    /// <summary>When it was asked for last, counted in askings.</summary>
    public long AskedAt { get; set; }

    /// <summary>How many figures stand.</summary>
    public int Count => 1 + _figures.Values.Sum(f => f.Count);

    public FamilyHistory History { get; }
    public DateOnly AsOf { get; }
    public Grade Lowest { get; }

    /// <summary>How many figures that stand are left out because of the grades of their sources.</summary>
    public int LeftOut { get; }

    public FamilySystem System => Derive(CancellationToken.None);

    /// <summary>Whether the figures are reconciled and the best estimates made.</summary>
    public bool IsDerived => Volatile.Read(ref _system) is not null && _estimates.IsValueCreated;

    /// <summary>
    /// Reconciles the figures and makes the best estimates, once however many ask; who is cancelled leaves it to the next.
    /// </summary>
    public void DeriveAll(CancellationToken cancel)
    {
        Derive(cancel);
        cancel.ThrowIfCancellationRequested();
        _ = _estimates.Value;
    }

    /// <summary>Reconciles the figures, once however many ask; who is cancelled leaves it to the next.</summary>
    public FamilySystem Derive(CancellationToken cancel)
    {
        if (Volatile.Read(ref _system) is { } done)
        {
            return done;
        }
        lock (_deriving)
        {
            return _system ??= new(
                History.Vehicles, _figures.Where(s => !s.Key.IsPlan).SelectMany(s => s.Value), History.GradeOf, History.IsOff, cancel);
        }
    }

    /// <summary>The series of which figures stand.</summary>
    public IEnumerable<Series> Series => _figures.Keys;

    public IReadOnlyList<Figure> Figures(Series series) => _figures.GetValueOrDefault(series, []);

    /// <summary>
    /// The announcements of a plan that were known, also those that the same source has revised on a later day; none of what was withdrawn.
    /// </summary>
    public IEnumerable<Figure> Announced(Series series) => History.Revisions.GetValueOrDefault(series, [])
        .Where(r => Figure.Standing(r, AsOf) is { } standing && History.GradeOf(standing.Source) <= Lowest)
        .SelectMany(r => r.Where(f => !f.IsReplaced && f.KnownOn <= AsOf).GroupBy(f => f.KnownOn).Select(day => day.Last()))
        .Where(f => !f.Withdrawn);

    public Snapshot Of(string slug) => _vehicles.GetOrAdd(slug, static (s, me) => new(me, me.History.Find(s)!), this);

    public Curve? Curve(Series series) =>
        _curves.GetOrAdd(
            series,
            static (s, me) =>
                s.IsPlan || s.IsOpenOrders ? null : Domain.Curve.Of(me.System, s, me.History.GradeOf, () => me._estimates.Value),
            this);
}
