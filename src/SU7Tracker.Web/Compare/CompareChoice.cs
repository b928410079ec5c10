using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Compare;

/// <summary>What the address says about a comparison, with the page's own choice for what it leaves open.</summary>
/// <param name="Snapshots">The vehicles, the first the one that others are held against.</param>
/// <param name="Measure">What is counted.</param>
/// <param name="Basis">What exactly.</param>
/// <param name="Alignment">What they are aligned by.</param>
/// <param name="Value">What is compared of the count.</param>
/// <param name="Per"><c>week</c>, <c>month</c> or <c>quarter</c>; by age 1, 4 or 13 weeks.</param>
internal sealed record CompareChoice(
    IReadOnlyList<Snapshot> Snapshots,
    Measure Measure,
    string Basis,
    Alignment Alignment,
    ComparedValue Value,
    string Per,
    Comparison Comparison)
{
    /// <summary>The view that ranks makers instead of drawing lines.</summary>
    public const string Makers = "makers";
    /// <summary>The most vehicles drawn on one chart: as many as there are colours.</summary>
    public const int MostVehicles = 6;
    /// <summary>The car that lines begin with where the reader names none.</summary>
    public const long UsualNth = 1_000;

    private static readonly (Measure, string)[] Usual =
    [
        (Measure.Deliveries, Series.Delivered), (Measure.Deliveries, Series.Retail), (Measure.Registrations, Series.Insured),
        (Measure.Production, Series.Built), (Measure.Orders, Series.Locked),
    ];

    private static readonly Dictionary<Alignment, string> AlignmentKeys = new()
    {
        [Alignment.Calendar] = "calendar",
        [Alignment.Launch] = "launch",
        [Alignment.FirstDelivery] = "first-delivery",
        [Alignment.NthCar] = "nth-car",
    };

    private static readonly Dictionary<ComparedValue, string> ValueKeys = new()
    {
        [ComparedValue.Count] = "count",
        [ComparedValue.Pace] = "pace",
        [ComparedValue.ToDate] = "total",
        [ComparedValue.RunRate] = "run-rate",
        [ComparedValue.Indexed] = "indexed",
    };

    /// <summary>Whether each point is a count up to the end of a day.</summary>
    public bool IsCumulative => Value is ComparedValue.ToDate or ComparedValue.Indexed;

    /// <summary>The full weeks of a stretch by age.</summary>
    public int Weeks => Per switch { ChartPeriods.Week => 1, ChartPeriods.Month => 4, _ => 13 };

    /// <summary>The word for an alignment in addresses.</summary>
    public static string KeyOf(Alignment alignment) => AlignmentKeys[alignment];

    /// <summary>The word for a value in addresses.</summary>
    public static string KeyOf(ComparedValue value) => ValueKeys[value];

    /// <summary>The word for a series in addresses.</summary>
    public static string KeyOf(Measure measure, string basis) => $"{measure.ToString().ToLowerInvariant()}.{basis}";

    /// <summary>The counts that can be compared, the usual ones first.</summary>
    public static IReadOnlyList<(Measure Measure, string Basis)> Counts(IEnumerable<Snapshot> snapshots)
    {
        var found = snapshots
            .SelectMany(s => s.Series)
            .Where(s => !s.IsPlan && !s.IsOpenOrders && s.City.Length == 0)
            .Select(s => (s.Measure, s.Basis))
            .Distinct()
            .ToList();
        return
        [
            .. Usual.Where(found.Contains),
            .. found.Where(f => !Usual.Contains(f)).OrderBy(f => f.Measure).ThenBy(f => f.Basis, StringComparer.Ordinal),
        ];
    }

    /// <summary>Reads the count that an address names: its own choice is the one that most vehicles have.</summary>
    public static (Measure Measure, string Basis) CountOf(IReadOnlyList<Snapshot> snapshots, ViewState view)
    {
        var counts = Counts(snapshots);
        var chosen = counts.Where(c => view.Series.Count > 0 && view.Series[0] == KeyOf(c.Measure, c.Basis)).ToList();
        return chosen.Count > 0 ? chosen[0]
            : counts.Count > 0 ? counts.MaxBy(c => snapshots.Count(s => s.Series.Contains(s.Of(c.Measure, c.Basis))))
            : Usual[0];
    }

    /// <summary>Reads an address.</summary>
    public static CompareChoice Of(IReadOnlyList<Snapshot> snapshots, ViewState view)
    {
        var (measure, basis) = CountOf(snapshots, view);
        var nth = view.Nth ?? UsualNth;
        var alignment =
            AlignmentKeys.Where(k => k.Value == view.Align).Select(k => (Alignment?)k.Key).FirstOrDefault()
            ?? new[] { Alignment.FirstDelivery, Alignment.Launch, Alignment.Calendar }.MaxBy(a =>
                new Comparison(snapshots, measure, basis, a, nth).Drawn.Count);
        var value = ValueKeys.Where(k => k.Value == view.Show).Select(k => (ComparedValue?)k.Key).FirstOrDefault() ?? ComparedValue.ToDate;
        var comparison = new Comparison(snapshots, measure, basis, alignment, nth);
        var per = view.Per is ChartPeriods.Week or ChartPeriods.Month or ChartPeriods.Quarter ? view.Per
            : value is ComparedValue.ToDate or ComparedValue.Indexed ? ChartPeriods.Week
            : comparison.NaturalWeeks switch { 1 => ChartPeriods.Week, 4 => ChartPeriods.Month, _ => ChartPeriods.Quarter };
        return new(snapshots, measure, basis, alignment, value, per, comparison);
    }

    /// <summary>The vehicles that an address names, as many as can be drawn; without any the default one.</summary>
    public static IReadOnlyList<string> Slugs(ViewState view, string usual) =>
        view.Vehicles.Count > 0 ? [.. view.Vehicles.Take(MostVehicles)] : [usual];
}
