using FsCheck;
using FsCheck.Fluent;

namespace SU7Tracker.Domain.Tests.Support;

/// <summary>
/// What really happened day by day in the series of a brand, its first car, a second one and a city, and figures that are true of it.
/// </summary>
/// <param name="Days">How many days.</param>
/// <param name="AloneUntil">The last day on which the brand had one car, counted from the first day.</param>
/// <param name="Counts">Of each series the cumulative count at the end of each day.</param>
/// <param name="Figures">Figures that are true, open orders among them.</param>
public sealed record TrueFamily(
    int Days,
    int AloneUntil,
    IReadOnlyDictionary<Series, IReadOnlyList<long>> Counts,
    IReadOnlyList<Figure> Figures)
{
    public static readonly DateOnly Start = new(2024, 1, 1);
    public const int FirstDelivery = 3;   // nothing is delivered before the fourth day

    public static readonly Series Brand = new("brand", Measure.Deliveries, Series.Delivered);
    public static readonly Series First = new("first", Measure.Deliveries, Series.Delivered);
    public static readonly Series Second = new("second", Measure.Deliveries, Series.Delivered);
    public static readonly Series City = new("first", Measure.Deliveries, Series.Delivered, "beijing");
    public static readonly Series Built = new("first", Measure.Production, Series.Built);
    public static readonly Series BrandBuilt = new("brand", Measure.Production, Series.Built);
    public static readonly Series Locked = new("first", Measure.Orders, Series.Locked);
    public static readonly Series Open = new("first", Measure.Orders, Series.Open);

    public IReadOnlyList<Vehicle> Vehicles =>
    [
        new("brand", "Brand", "", null),
        new("first", "First", "", null) { Parent = "brand", ParentAloneUntil = Day(AloneUntil), FirstDeliveryOn = Day(FirstDelivery) },
        new("second", "Second", "", null) { Parent = "brand" },
    ];

    public static DateOnly Day(int day) => Start.AddDays(day);

    /// <summary>The true count up to the end of a day.</summary>
    public long Count(Series series, int day) => day < 0 ? 0 : Counts[series][Math.Min(day, Days - 1)];

    /// <summary>The brand and its cars with some figures, as they stood long after.</summary>
    public FamilyHistory With(IEnumerable<Figure> figures) => Some.Family(Vehicles, figures);

    public override string ToString() => $"{Days} days, alone until {AloneUntil}\n" + string.Join('\n', Figures.Select(f =>
        $"  {f.Series.Vehicle} {f.Series.Basis} {f.Series.City} {f.Key.Start:O}–{f.Key.End:O} {f.Quantity}"));
}

/// <summary>Makes families of a few days.</summary>
public static class Families
{
    public static Arbitrary<TrueFamily> Any() => Arb.From(
        Gen.Choose(0, int.MaxValue).Select(seed => Make(new(seed))),
        f => Enumerable.Range(0, f.Figures.Count).Select(i => f with { Figures = [.. f.Figures.Where((_, at) => at != i)] }));

    private static TrueFamily Make(Random random)
    {
        var days = random.Next(5, 11);
        var alone = random.Next(-1, days + 2);
        var (first, second) = (
            Sum(days, d => d < TrueFamily.FirstDelivery ? 0 : random.Next(20)),
            Sum(days, d => d <= alone ? 0 : random.Next(20)));
        var share = random.NextDouble();
        var city = Sum(days, d => (long)(share * (first[d] - (d == 0 ? 0 : first[d - 1]))));
        var built = Above(random, first, days);
        var secondBuilt = Sum(days, d => d <= alone ? 0 : random.Next(25));
        var counts = new Dictionary<Series, IReadOnlyList<long>>
        {
            [TrueFamily.First] = first,
            [TrueFamily.Second] = second,
            [TrueFamily.Brand] = [.. first.Zip(second, (a, b) => a + b)],
            [TrueFamily.City] = city,
            [TrueFamily.Built] = built,
            [TrueFamily.BrandBuilt] = [.. built.Select((b, d) => b + Math.Max(second[d], secondBuilt[d]))],
            [TrueFamily.Locked] = Above(random, first, days),
        };
        var family = new TrueFamily(days, alone, counts, []);
        var told = Enumerable.Range(0, random.Next(1, 14)).Select(_ => True(random, family)).DistinctBy(f => f.Key).ToList();
        return family with { Figures = told };
    }

    private static List<long> Sum(int days, Func<int, long> daily)
    {
        var sum = 0L;
        return [.. Enumerable.Range(0, days).Select(d => sum += daily(d))];
    }

    // A count that never falls and is nowhere below another.
    private static List<long> Above(Random random, List<long> other, int days)
    {
        var count = 0L;
        return [.. Enumerable.Range(0, days).Select(d => count = Math.Max(count + random.Next(15), other[d]))];
    }

    private static Figure True(Random random, TrueFamily family)
    {
        var (a, b) = (random.Next(family.Days), random.Next(family.Days));
        if (random.Next(8) == 0)
        {
            var waiting = family.Count(TrueFamily.Locked, a) - family.Count(TrueFamily.First, a);
            return Some.UpTo(TrueFamily.Day(a), Said(random, waiting), series: TrueFamily.Open);
        }
        var series = family.Counts.Keys.ElementAt(random.Next(family.Counts.Count));
        if (random.Next(2) == 0)
        {
            return Some.UpTo(TrueFamily.Day(a), Said(random, family.Count(series, a)), series: series);
        }
        var (from, to) = (Math.Min(a, b), Math.Max(a, b));
        return Some.In(
            new(TrueFamily.Day(from), TrueFamily.Day(to)),
            Said(random, family.Count(series, to) - family.Count(series, from - 1)),
            series: series);
    }

    private static Quantity Said(Random random, long count) => random.Next(5) switch
    {
        0 => Quantity.AtLeast(Math.Max(0, count - random.Next(10))),
        1 => Quantity.AtMost(count + random.Next(10)),
        2 => Quantity.Range(Math.Max(0, count - random.Next(10)), count + random.Next(10)),
        _ => Quantity.Exact(count),
    };
}
