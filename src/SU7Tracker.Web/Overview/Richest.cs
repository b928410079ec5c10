using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Overview;

/// <summary>Which series of a vehicle says most.</summary>
internal static class Richest
{
    private const int MostSources = 4;

    private static readonly (Measure Measure, string Basis)[] Preferred =
    [
        (Measure.Deliveries, Domain.Series.Delivered), (Measure.Deliveries, Domain.Series.Retail), (Measure.Registrations, Domain.Series.Insured),
        (Measure.Production, Domain.Series.Built), (Measure.Orders, Domain.Series.Locked),
    ];

    /// <summary>The series that leads the page: of those that cover a week or more the first in order; null when there is none.</summary>
    public static Series? Series(Snapshot snapshot) => Preferred
        .Select(p => snapshot.Of(p.Measure, p.Basis))
        .Concat(snapshot.Series.Where(s => !s.IsPlan && !s.IsOpenOrders && s.City.Length == 0))
        .FirstOrDefault(s => Covers(snapshot, s));

    /// <summary>The series that moves with it, counted by others: registrations, else retail; null when there is none.</summary>
    public static Series? Indicator(Snapshot snapshot, Series leading) =>
        new[] { snapshot.Of(Measure.Registrations, Domain.Series.Insured), snapshot.Of(Measure.Deliveries, Domain.Series.Retail) }
            .FirstOrDefault(s => s != leading && Covers(snapshot, s));

    /// <summary>Who published the figures of a series, those with most first.</summary>
    public static string SourceLine(Snapshot snapshot, Series? series)
    {
        var publishers = series is null ? [] : snapshot.Figures(series)
            .Select(f => snapshot.History.Sources.GetValueOrDefault(f.Source)?.Publisher ?? f.Source)
            .GroupBy(p => p).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key).ToList();
        return publishers.Count == 0 ? ""
            : publishers.Count <= MostSources ? OverviewTexts.Sources.With(string.Join("; ", publishers))
            : OverviewTexts.SourcesAndMore.With(string.Join("; ", publishers.Take(MostSources)), publishers.Count - MostSources);
    }

    private static bool Covers(Snapshot snapshot, Series series) => snapshot.Curve(series) is { } curve && curve.Last >= curve.First.AddDays(6);
}
