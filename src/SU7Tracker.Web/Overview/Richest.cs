using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Overview;

/// <summary>Which series of a vehicle says most.</summary>
internal static class Richest
{
    private const int MostSources = 4;

    /// <summary>
    /// The series that leads the page: deliveries as the maker counts them where they cover a week or more, else of production,
    /// registrations and retail the one with most figures, else any other. Null when none covers a week.
    /// </summary>
    public static Series? Series(Snapshot snapshot)
    {
        var delivered = snapshot.Of(Measure.Deliveries, Domain.Series.Delivered);
        return Covers(snapshot, delivered) ? delivered : snapshot.Series
            .Where(s => !s.IsPlan && !s.IsOpenOrders && s.City.Length == 0 && Covers(snapshot, s))
            .OrderBy(s => s.Basis is Domain.Series.Built or Domain.Series.Insured or Domain.Series.Retail ? 0 : 1)
            .ThenByDescending(s => snapshot.Figures(s).Count).ThenBy(s => s.Measure).FirstOrDefault();
    }

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

    private static bool Covers(Snapshot snapshot, Series series) =>
        snapshot.Curve(series) is { } curve && curve.Last >= curve.First.AddDays(6);
}
