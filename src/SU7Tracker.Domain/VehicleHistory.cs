namespace SU7Tracker.Domain;

/// <summary>
/// Everything that is on record for a vehicle, as one of its family. It never changes, and any number of readers may share it.
/// </summary>
public sealed class VehicleHistory
{
    private readonly Lazy<IReadOnlyList<City>> _cities;

    internal VehicleHistory(
        FamilyHistory family, Vehicle vehicle, IEnumerable<Milestone> milestones, IEnumerable<Claim> claims, IEnumerable<QuotedWait> waits)
    {
        (Family, Vehicle) = (family, vehicle);
        Revisions = family.Revisions.Where(r => r.Key.Vehicle == vehicle.Slug).ToDictionary();
        Milestones = [.. milestones.OrderBy(m => m.Date)];
        Claims = [.. claims.OrderBy(c => c.StatedOn).ThenBy(c => c.Id, StringComparer.Ordinal)];
        _cities = new(() =>
        {
            var named = Revisions
                .Values.SelectMany(s => s)
                .SelectMany(f => f)
                .Select(f => f.Source)
                .Concat(Claims.Select(c => c.Source))
                .ToHashSet();
            var counted = Revisions.Keys.Select(s => s.City).ToHashSet();
            return [.. Family.Cities.Where(c => counted.Contains(c.Slug) || (c.Source.Length > 0 && named.Contains(c.Source)))];
        });
        Waits = [.. waits.OrderBy(w => w.StatedOn).ThenBy(w => w.Trim, StringComparer.Ordinal)];
    }

    /// <summary>The vehicles that it is tied to, itself among them.</summary>
    public FamilyHistory Family { get; }
    /// <summary>What is followed.</summary>
    public Vehicle Vehicle { get; }
    /// <summary>Grows with every change of the record of the family.</summary>
    public long Version => Family.Version;
    /// <summary>Of each of its series the figures by the day they end, and of each figure its revisions in order.</summary>
    public IReadOnlyDictionary<Series, IReadOnlyList<IReadOnlyList<Figure>>> Revisions { get; }
    /// <summary>The sources by id.</summary>
    public IReadOnlyDictionary<string, Source> Sources => Family.Sources;
    /// <summary>Dated events in order.</summary>
    public IReadOnlyList<Milestone> Milestones { get; }
    /// <summary>Claims in the order they were made.</summary>
    public IReadOnlyList<Claim> Claims { get; }
    /// <summary>Quoted waits by the day on which they were quoted.</summary>
    public IReadOnlyList<QuotedWait> Waits { get; }

    /// <summary>The cities in which its deliveries are on record, or that one of its sources names.</summary>
    public IReadOnlyList<City> Cities => _cities.Value;

    /// <summary>The vehicle as it stood on a day: only what was known on or before it, of sources of a grade or better.</summary>
    public Snapshot AsOf(DateOnly day, Grade lowest = Grade.D) => Family.AsOf(day, lowest).Of(Vehicle.Slug);
}
