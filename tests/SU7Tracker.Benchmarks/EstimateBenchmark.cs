using System.Globalization;
using SU7Tracker.Domain;
using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Benchmarks;

/// <summary>How far estimates miss published months and weeks that are hidden from them.</summary>
internal static class EstimateBenchmark
{
    private static readonly DateOnly Day = new(2026, 10, 31);
    private static readonly Grade Lowest = Grade.D;

    // A hidden count with what each way of estimating makes of it, in units.
    private sealed record Trial(Series Series, Period Period, double Published, double Even, double Curve, double? Indicator);

    public static void Run()
    {
        Timing.Section("Estimates against hidden figures", """
            `-- estimate`: each month and week that the sample record states exactly or as a rounding is hidden in turn, all sources of it at once; counted are
            those whose count the remaining figures still bound from above. *Even*: what the shortest stretch around it that is bounded leaves, spread evenly.
            *Curve*: the estimate of the program. *Indicator*: the same rest, spread like registrations (for deliveries) or deliveries (for production), where
            these have estimates (the proportional form of Denton and Cholette).
            """);
        var trials = Families().SelectMany(Trials).ToList();
        Console.WriteLine("| of | n | even | curve |\n| --- | ---: | ---: | ---: |");
        foreach (var kind in trials.GroupBy(t => t.Series.Basis).OrderBy(k => k.Key, StringComparer.Ordinal))
        {
            Row(kind.Key, [.. kind]);
        }
        Row("all", trials);
        var (indicated, n) = (trials.Where(t => t.Indicator is not null).ToList(), trials.Count(t => t.Indicator is not null));
        Console.WriteLine("\n| where there is an indicator | n | even | curve | indicator |\n| --- | ---: | ---: | ---: | ---: |");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| all | {n} | {Error(indicated, t => t.Even):N0} | {Error(indicated, t => t.Curve):N0} | {Error(indicated, t => t.Indicator!.Value):N0} |"
            ));
    }

    private static void Row(string of, List<Trial> trials) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {of} | {trials.Count} | {Error(trials, t => t.Even):N0} | {Error(trials, t => t.Curve):N0} |"));

    private static double Error(List<Trial> trials, Func<Trial, double> estimate) =>
        trials.Count == 0 ? double.NaN : trials.Average(t => Math.Abs(estimate(t) - t.Published));

    // Vehicles tied by a parent, each family with its figures.
    private static IEnumerable<FamilyHistory> Families()
    {
        var all = PublicRecord.Family;
        string Root(Vehicle vehicle) =>
            all.Vehicles.FirstOrDefault(v => v.Slug == vehicle.Parent) is { } parent ? Root(parent) : vehicle.Slug;
        return all.Vehicles.GroupBy(Root).Select(family => Without([.. family], f => true));
    }

    private static FamilyHistory Without(IReadOnlyCollection<Vehicle> vehicles, Func<Figure, bool> keep)
    {
        var slugs = vehicles.Select(v => v.Slug).ToHashSet();
        var figures = PublicRecord
            .Family.Revisions.Where(s => slugs.Contains(s.Key.Vehicle))
            .SelectMany(s => s.Value)
            .SelectMany(f => f)
            .Where(keep);
        return new(vehicles, 1, figures, PublicRecord.Family.Sources.Values, [], [], [], []);
    }

    private static IEnumerable<Trial> Trials(FamilyHistory family)
    {
        foreach (var vehicle in family.Vehicles)
        {
            var snapshot = family.Find(vehicle.Slug)!.AsOf(Day, Lowest);
            var shown = snapshot
                .Series.Where(s => s.Vehicle == vehicle.Slug && !s.IsPlan && s.City.Length == 0)
                .SelectMany(snapshot.Figures)
                .Where(f =>
                    f.Quantity.Qualifier is Qualifier.Exact or Qualifier.About
                    && f.Key.Period is { } p
                    && (p == Month.Of(p.Start).Period || p == Week.Of(p.Start).Period))
                .GroupBy(f => f.Key);
            foreach (var hidden in shown)
            {
                var others = Without(family.Vehicles, f => f.Key != hidden.Key).Find(vehicle.Slug)!.AsOf(Day, Lowest);
                if (
                    others.Curve(hidden.Key.Series) is { } curve
                    && curve.In(hidden.Key.Period!.Value) is { High: not null, IsExact: false, Estimate: { } estimate }
                    && Rest(others, curve, hidden.Key.Period.Value) is var (even, indicator))
                {
                    var published = hidden
                        .MinBy(f => (f.Quantity.Qualifier, PublicRecord.Family.Sources[f.Source].Grade))!
                        .Quantity.Estimate!.Value;
                    yield return new(hidden.Key.Series, hidden.Key.Period.Value, Number(published), even, Number(estimate), indicator);
                }
            }
        }
    }

    // What the shortest stretch around a period whose count is bounded from above leaves for it.
    private static (double Even, double? Indicator)? Rest(Snapshot snapshot, Curve curve, Period period)
    {
        var days = snapshot
            .Figures(curve.Series)
            .SelectMany(f => f.Key.Period is { } p ? [p.Before, p.End] : new[] { f.Key.End })
            .Distinct()
            .Order()
            .ToList();
        var around = days.Where(a => a <= period.Before)
            .SelectMany(a => days.Where(b => b >= period.End), (a, b) => new Period(a.AddDays(1), b))
            .OrderBy(p => p.Days)
            .FirstOrDefault(p => curve.In(p).High is not null);
        if (around.Days < period.Days || curve.In(around) is not { High: { } high } all)
        {
            return null;
        }
        // Known stretches beside the period are taken out.
        var inside = days.Where(d => d >= around.Before && d <= around.End)
            .Append(period.Before)
            .Append(period.End)
            .Distinct()
            .Order()
            .ToList();
        var rest = new List<Period> { period };
        var count = (Number(all.Low) + Number(high)) / 2;
        foreach (
            var gap in inside
                .Zip(inside.Skip(1), (a, b) => new Period(a.AddDays(1), b))
                .Where(g => g.End <= period.Before || g.Start > period.End))
        {
            if (curve.In(gap) is { IsExact: true } known)
            {
                count -= Number(known.Low);
            }
            else
            {
                rest.Add(gap);
            }
        }
        count = Math.Max(0, count);
        var of = curve.Series.Measure switch
        {
            Measure.Deliveries => snapshot.Curve(curve.Series with { Measure = Measure.Registrations, Basis = Series.Insured }),
            Measure.Production => snapshot.Curve(curve.Series with { Measure = Measure.Deliveries, Basis = Series.Delivered }),
            _ => null,
        };
        var shares = rest.ConvertAll(p => of?.In(p).Estimate is { } share ? Number(share) : (double?)null);
        return (count * period.Days / rest.Sum(p => p.Days), shares.TrueForAll(s => s > 0) ? count * shares[0] / shares.Sum() : null);
    }

    private static double Number(Rational value) => (double)value.ToDecimal();
}
