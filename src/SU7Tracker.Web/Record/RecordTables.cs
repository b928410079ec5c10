using SU7Tracker.Domain;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.TakeAway;

namespace SU7Tracker.Web.Record;

/// <summary>The tables of the record: which rows an address shows, and how they are taken away.</summary>
internal static class RecordTables
{
    public const string Figures = "figures", Sources = "sources", Milestones = "milestones";

    /// <summary>The word for a state in addresses.</summary>
    public static string KeyOf(RecordState state) =>
        state switch
        {
            RecordState.LeftOut => "left-out",
            _ => state.ToString().ToLowerInvariant(),
        };

    /// <summary>The word for a series in addresses.</summary>
    public static string KeyOf(Measure measure, string basis) => $"{measure.ToString().ToLowerInvariant()}.{basis}";

    /// <summary>The state that an address names; null for all.</summary>
    public static RecordState? StateOf(string? key) =>
        Enum.GetValues<RecordState>().Cast<RecordState?>().FirstOrDefault(s => KeyOf(s!.Value) == key);

    /// <summary>Whether a row has a state; a figure that is disputed may have been revised as well.</summary>
    public static bool Is(RecordRow row, RecordState state) =>
        row.State == state || (state == RecordState.Revised && row.Revisions.Count > 1);

    /// <summary>The figures that an address shows, in its order.</summary>
    public static IReadOnlyList<RecordRow> Shown(Snapshot snapshot, ViewState view)
    {
        var (state, all) = (StateOf(view.Show), RecordRow.Of(snapshot));
        if (state is null && view.Series.Count == 0 && view.Search is null)
        {
            return Sorted(all, RecordColumns.OfFigures(view), view.Sort);
        }
        var rows = all.Where(r => (state is not { } chosen || Is(r, chosen))
            && (view.Series.Count == 0 || view.Series.Contains(KeyOf(r.Figure.Series.Measure, r.Figure.Series.Basis))));
        return Sorted([.. RecordRow.Search(rows, view.Search)], RecordColumns.OfFigures(view), view.Sort);
    }

    /// <summary>The sources that an address shows, in its order.</summary>
    public static IReadOnlyList<SourceRow> ShownSources(Snapshot snapshot, ViewState view)
    {
        var counts = RecordRow.Of(snapshot).GroupBy(r => r.Figure.Source).ToDictionary(g => g.Key, g => g.Count());
        var named = snapshot
            .History.Milestones.Where(m => m.Date <= snapshot.AsOf)
            .Select(m => m.Source)
            .Concat(snapshot.Claims.Select(c => c.Source))
            .Concat(snapshot.Waits.Select(w => w.Source))
            .Concat(counts.Keys)
            .ToHashSet();
        var rows = snapshot
            .History.Sources.Values.Where(s => named.Contains(s.Id))
            .OrderBy(s => s.Grade)
            .ThenByDescending(s => s.PublishedOn)
            .ThenBy(s => s.Id, StringComparer.Ordinal)
            .Select(s => new SourceRow(s, counts.GetValueOrDefault(s.Id)))
            .Where(s => Holds(view.Search, s.Source.Id, s.Source.Title, s.Source.Publisher, s.Source.Url, s.Source.PublishedOn?.Iso()));
        return Sorted([.. rows], RecordColumns.OfSources(view), view.Sort);
    }

    /// <summary>The milestones that an address shows, in its order.</summary>
    public static IReadOnlyList<Milestone> ShownMilestones(Snapshot snapshot, ViewState view) =>
        Sorted(
            [
                .. snapshot
                    .History.Milestones.Where(m =>
                        m.Date <= snapshot.AsOf && Holds(view.Search, m.Event, m.EventZh, m.Subject, m.SubjectZh, m.Source, m.Date.Iso()))
                    .Reverse(),
            ],
            RecordColumns.OfMilestones(snapshot),
            view.Sort);

    /// <summary>The figures as they are taken away: every revision that was known, and whether it stands.</summary>
    public static TableData OfFigures(TableContext context)
    {
        var rows = Shown(context.Snapshot, context.View);
        return new(
            RecordTexts.FiguresTitle, Unit.Units.Display(),
            [
                new("measure", RecordTexts.ColumnMeasure),
                new("basis", RecordTexts.ColumnBasis),
                new("city", RecordTexts.ColumnCity),
                new("reading", RecordTexts.ColumnReading),
                new("period_start", TakeAwayTexts.ColumnStart),
                new("period_end", TakeAwayTexts.ColumnEnd),
                new("low", TakeAwayTexts.ColumnLow),
                new("high", TakeAwayTexts.ColumnHigh),
                new("qualifier", TakeAwayTexts.ColumnQualifier),
                new("known_on", TakeAwayTexts.ColumnKnownOn),
                new("published_on", TakeAwayTexts.ColumnPublishedOn),
                new("source", TakeAwayTexts.ColumnSources),
                new("grade", TakeAwayTexts.ColumnGrade),
                new("revision", RecordTexts.ColumnRevision),
                new("stands", RecordTexts.ColumnStands),
                new("state", RecordTexts.ColumnState),
                new("reason", RecordTexts.ColumnReason),
                new("note", TakeAwayTexts.ColumnNotes),
            ],
            [
                .. rows.SelectMany(r =>
                    r.Revisions.Select(f =>
                        (IReadOnlyList<object?>)
                            [
                                f.Series.Measure.ToString().ToLowerInvariant(),
                                f.Series.Basis,
                                f.Series.City,
                                f.Key.Period is null ? "cumulative" : "in_period",
                                f.Key.Start,
                                f.Key.End,
                                f.Withdrawn ? null : TableData.Below(f.Quantity.Low),
                                f.Withdrawn ? null : TableData.Above(f.Quantity.High),
                                f.Withdrawn ? "" : Quantity.NameOf(f.Quantity.Qualifier),
                                f.KnownOn,
                                f.PublishedOn,
                                f.Source,
                                r.Source?.Grade.ToString(),
                                (long)f.Revision,
                                ReferenceEquals(f, r.Figure) && r.State != RecordState.Withdrawn ? "yes" : "no",
                                KeyOf(r.State),
                                f.Reason,
                                f.Note,
                            ])),
            ],
            [.. rows.Select(r => r.Source).OfType<Source>().DistinctBy(s => s.Id).OrderBy(s => s.Id, StringComparer.Ordinal)]);
    }

    /// <summary>The sources as they are taken away.</summary>
    public static TableData OfSources(TableContext context)
    {
        var rows = ShownSources(context.Snapshot, context.View);
        return new(
            RecordTexts.SourcesTitle, "",
            [
                new("id", TakeAwayTexts.ColumnId),
                new("title", TakeAwayTexts.ColumnTitle),
                new("publisher", TakeAwayTexts.ColumnPublisher),
                new("url", TakeAwayTexts.ColumnUrl),
                new("published_on", TakeAwayTexts.ColumnPublishedOn),
                new("grade", TakeAwayTexts.ColumnGrade),
                new("figures", TakeAwayTexts.ColumnFigures),
            ],
            [
                .. rows.Select(s =>
                    (IReadOnlyList<object?>)
                        [
                            s.Source.Id,
                            s.Source.Title,
                            s.Source.Publisher,
                            s.Source.Url,
                            s.Source.PublishedOn,
                            s.Source.Grade.ToString(),
                            (long)s.Figures,
                        ]),
            ],
            [.. rows.Select(s => s.Source)]);
    }

    /// <summary>The milestones as they are taken away.</summary>
    public static TableData OfMilestones(TableContext context)
    {
        var rows = ShownMilestones(context.Snapshot, context.View);
        return new(
            RecordTexts.MilestonesTitle, "",
            [
                new("date", RecordTexts.ColumnDate),
                new("precision", RecordTexts.ColumnPrecision),
                new("subject", RecordTexts.ColumnSubject),
                new("event", RecordTexts.ColumnEvent),
                new("source", TakeAwayTexts.ColumnSources),
            ],
            [
                .. rows.Select(m =>
                    (IReadOnlyList<object?>)
                        [m.Date, m.Precision.ToString().ToLowerInvariant(), m.DisplaySubject(), m.DisplayEvent(), m.Source]),
            ],
            [
                .. rows.Select(m => context.Snapshot.History.Sources.GetValueOrDefault(m.Source))
                    .OfType<Source>()
                    .DistinctBy(s => s.Id)
                    .OrderBy(s => s.Id, StringComparer.Ordinal),
            ]);
    }

    /// <summary>Orders rows by the column that an address names; those that are equal stay in their order.</summary>
    internal static IReadOnlyList<T> Sorted<T>(IReadOnlyList<T> rows, IReadOnlyList<RecordColumn<T>> columns, string? sort)
    {
        if (sort is null || columns.FirstOrDefault(c => c.Key == sort.TrimStart('-')) is not { } column)
        {
            return rows;
        }
        var order = Comparer<T>.Create(column.Compare);
        return sort.StartsWith('-') ? [.. rows.OrderDescending(order)] : [.. rows.Order(order)];
    }

    private static bool Holds(string? search, params string?[] texts) =>
        (search ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Take(8)
            .All(word => texts.Any(t => t?.Contains(word, StringComparison.OrdinalIgnoreCase) == true));
}
