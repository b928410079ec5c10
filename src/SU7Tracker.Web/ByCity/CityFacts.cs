using SU7Tracker.Domain;

namespace SU7Tracker.Web.ByCity;

/// <summary>What was counted in each city up to a day, the largest first, and the rest that no city's figure counts.</summary>
public sealed class CityFacts
{
    /// <summary>Derives from a snapshot.</summary>
    /// <param name="snapshot">The vehicle as it stood.</param>
    /// <param name="cities">The cities on record by slug, those among them that sources of the vehicle name.</param>
    /// <param name="chosen">The series asked for, as <c>measure.basis</c>; null for that of which most cities are known.</param>
    /// <param name="day">The day asked about; null for the last that a city's figures cover.</param>
    public CityFacts(Snapshot snapshot, IReadOnlyDictionary<string, City> cities, string? chosen, DateOnly? day)
    {
        var counted = snapshot.Series.Where(s => s.City.Length > 0 && !s.IsPlan && !s.IsOpenOrders).ToLookup(s => s with { City = "" });
        Choices = [.. counted.OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Measure).Select(g => g.Key)];
        Series = Choices.FirstOrDefault(s => KeyOf(s) == chosen)
            ?? (Choices.Count > 0 ? Choices[0] : snapshot.Of(Measure.Deliveries, Domain.Series.Delivered));
        var curves = counted[Series].Select(s => (s.City, Curve: snapshot.Curve(s)))
            .Where(c => c.Curve is not null).ToDictionary(c => c.City, c => c.Curve!);
        Day = day ?? (curves.Count > 0 ? curves.Values.Max(c => c.Last) : null);
        var named = snapshot.Cities.Select(c => c.Slug).ToHashSet();
        var all = Day is { } asked && snapshot.Curve(Series) is { } whole ? Said(whole.UpTo(asked)) : null;
        Total = all;
        Rows =
        [
            .. curves.Keys.Concat(cities.Values.Where(c => named.Contains(c.Slug)).Select(c => c.Slug)).Distinct()
                .Select(slug => Row(slug, cities.GetValueOrDefault(slug), curves.GetValueOrDefault(slug)))
                .OrderByDescending(r => r.Count is { } count ? count.Estimate ?? count.Low : -1)
                .ThenBy(r => r.City?.DeliveriesFrom ?? DateOnly.MaxValue).ThenBy(r => r.Slug, StringComparer.Ordinal),
        ];
        var parts = Rows.Select(r => r.Count).OfType<Quantity>().ToList();
        Rest = all is { } sum && parts.Count > 0 ? sum.Less(parts.Aggregate((a, b) => a + b)) ?? Quantity.Exact(0) : null;
        RestShare = Rest is { } rest && all is { High: { Sign: > 0 } } of ? ShareOf(rest, of) : null;

        CityRow Row(string slug, City? city, Curve? curve)
        {
            var count = curve is not null && Day is { } until && curve.First <= until ? Said(curve.UpTo(until)) : null;
            return new(slug, city, count, curve?.Last, count is { } part && all is { Low.Sign: > 0 } of ? ShareOf(part, of) : null);
        }
    }

    /// <summary>What is counted, over all cities.</summary>
    public Series Series { get; }
    /// <summary>The series that are counted by city.</summary>
    public IReadOnlyList<Series> Choices { get; }
    /// <summary>The day up to which it is counted; null when no city is counted.</summary>
    public DateOnly? Day { get; }
    /// <summary>All cities together; null when nothing is known of them.</summary>
    public Quantity? Total { get; }
    /// <summary>The cities, those with most first, then those without counts.</summary>
    public IReadOnlyList<CityRow> Rows { get; }
    /// <summary>What no city's figure counts; null when no city or no total is known.</summary>
    public Quantity? Rest { get; }
    /// <summary>Its share in percent.</summary>
    public Quantity? RestShare { get; }

    /// <summary>The cities with counts.</summary>
    public IEnumerable<CityRow> Counted => Rows.Where(r => r.Count is not null);

    /// <summary>The name of a series in addresses.</summary>
    public static string KeyOf(Series series) => $"{series.Measure.ToString().ToLowerInvariant()}.{series.Basis}";

    // Bounds from zero without an end say nothing.
    private static Quantity? Said(Quantity count) => count is { High: null, Low.Sign: 0 } ? null : count;

    // A part is never more than the whole.
    private static Quantity? ShareOf(Quantity part, Quantity whole) =>
        whole.Low.Sign <= 0 ? null
        : (part / whole * 100) is var share && share.High is { } high && high <= 100 ? share
        : Quantity.Between(Rational.Min(share.Low, 100), 100);
}
