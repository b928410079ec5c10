using SU7Tracker.Domain;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.TakeAway;

/// <summary>The numbers of a chart as a table: a row for each point of each line, with the sources and laws that it rests on.</summary>
internal static class ChartNumbers
{
    /// <summary>The table of a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="snapshot">The vehicle that it is of.</param>
    public static TableData Of(ChartData chart, Snapshot snapshot)
    {
        var sources = new Dictionary<string, Source>();
        var laws = new SortedSet<Law>();
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var mark in chart.Marks.Where(m => m.Name.Length > 0))
        {
            foreach (var point in mark.Points)
            {
                var evidence = EvidenceOf(mark, point);
                foreach (var figure in evidence?.Figures ?? [])
                {
                    if ((mark.Family ?? snapshot.History.Family).Sources.TryGetValue(figure.Source, out var source))
                    {
                        sources.TryAdd(source.Id, source);
                    }
                }
                laws.UnionWith(evidence?.Laws ?? []);
                var missing = point.Look == ChartLook.Missing;
                rows.Add([
                    mark.Name,
                    point.Title ?? point.Period.Display(),
                    point.Period.Start,
                    point.Period.End,
                    missing ? null : TableData.Below(point.Value.Low),
                    missing ? null : TableData.Above(point.Value.High),
                    TableData.Near(point.Value.Estimate),
                    missing ? "" : Quantity.NameOf(point.Value.Qualifier),
                    point.Look.ToString().ToLowerInvariant(),
                    string.Join("; ", (evidence?.Figures ?? []).Select(f => f.Source).Distinct()),
                    string.Join("; ", (evidence?.Laws ?? []).Select(l => l.Display())),
                    string.Join("; ", point.Notes),
                ]);
            }
        }
        return new(
            chart.Title,
            chart.Unit,
            Columns,
            rows,
            sources.Count > 0 ? [.. sources.Values.OrderBy(s => s.Id, StringComparer.Ordinal)] : Shown(snapshot))
        {
            Laws = [.. laws],
        };
    }

    private static IReadOnlyList<TableColumn> Columns =>
        [
            new("line", TakeAwayTexts.ColumnMark),
            new("period", TakeAwayTexts.ColumnPeriod),
            new("period_start", TakeAwayTexts.ColumnStart),
            new("period_end", TakeAwayTexts.ColumnEnd),
            new("low", TakeAwayTexts.ColumnLow),
            new("high", TakeAwayTexts.ColumnHigh),
            new("estimate", TakeAwayTexts.ColumnEstimate),
            new("qualifier", TakeAwayTexts.ColumnQualifier),
            new("look", TakeAwayTexts.ColumnLook),
            new("sources", TakeAwayTexts.ColumnSources),
            new("laws", TakeAwayTexts.ColumnLaws),
            new("notes", TakeAwayTexts.ColumnNotes),
        ];

    private static Evidence? EvidenceOf(ChartMark mark, ChartPoint point) =>
        mark.Counted is not { } curve || point.Look == ChartLook.Missing ? null
        : curve.Evidence(mark.Kind == MarkKind.StepBand ? null : point.Period.Before, point.Period.End);

    // Where a chart does not say what stands behind each point: every source of the vehicle's figures.
    private static IReadOnlyList<Source> Shown(Snapshot snapshot) =>
    [
        .. snapshot.Series.SelectMany(snapshot.Figures).Select(f => f.Source).Distinct().Order(StringComparer.Ordinal)
            .Select(id => snapshot.History.Sources.GetValueOrDefault(id)).OfType<Source>(),
    ];
}
