using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// Finds which of some figures are set aside or disputed beside the rest of the record. It runs after the commit and without a lock,
/// once for each family of vehicles.
/// </summary>
public sealed class DisputeCheck(Histories histories, TimeProvider clock)
{
    /// <summary>
    /// The most figures, of a write and of a family, that are checked; beyond it the answer would keep its caller waiting.
    /// </summary>
    public const int MostFigures = 20_000;

    /// <summary>Returns the lines of the figures that are set aside or disputed; null where that was not worked out.</summary>
    /// <param name="figures">The figures with their lines, as they are or would be recorded.</param>
    /// <param name="committed">Whether they are on record.</param>
    /// <param name="cancel">Calls it off.</param>
    internal async Task<IReadOnlySet<int>?> FindAsync(
        IReadOnlyList<(int Line, Figure Figure)> figures,
        bool committed,
        CancellationToken cancel)
    {
        if (figures.Count > MostFigures)
        {
            return null;
        }
        var disputed = new HashSet<int>();
        var byVehicle = figures.ToLookup(f => f.Figure.Series.Vehicle, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var slug in byVehicle.Select(v => v.Key))
            {
                if (!done.Add(slug))
                {
                    continue;
                }
                if (await histories.FindAsync(slug, cancel) is not { } history || history.Family.Count > MostFigures)
                {
                    return null;
                }
                var family = history.Family;
                done.UnionWith(family.Vehicles.Select(v => v.Slug));
                var of = family.Vehicles.SelectMany(v => byVehicle[v.Slug]).ToList();
                Find(committed ? family : family.With(of.Select(f => f.Figure)), of, disputed);
            }
        }
        catch (Exception away) when (Faults.IsTransient(away))
        {
            return null;   // what is committed stays committed
        }
        return disputed;
    }

    private void Find(FamilyHistory family, List<(int Line, Figure Figure)> figures, HashSet<int> disputed)
    {
        var lines = figures.ToDictionary(f => (f.Figure.Key, f.Figure.Origin, f.Figure.Revision), f => f.Line);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var latest = figures.Max(f => f.Figure.KnownOn);
        foreach (var vehicle in figures.Select(f => f.Figure.Series.Vehicle).Distinct())
        {
            foreach (var contradiction in family.Find(vehicle)!.AsOf(latest > today ? latest : today).Contradictions)
            {
                if (contradiction.Figure is { } figure && lines.TryGetValue((figure.Key, figure.Origin, figure.Revision), out var line)
                    && contradiction.Kind is ContradictionKind.SetAside or ContradictionKind.Disputed)
                {
                    disputed.Add(line);
                }
            }
        }
    }
}
