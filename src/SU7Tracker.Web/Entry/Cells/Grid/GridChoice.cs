using SU7Tracker.Domain;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>Which rows and columns of the grid an address chooses.</summary>
/// <param name="View">What the address says.</param>
/// <param name="Today">The present day, at which the rows end where nothing else is said.</param>
public sealed record GridChoice(ViewState View, DateOnly Today)
{
    private const int WeeksShown = 26, MonthsShown = 24, MostColumnsAtFirst = 6;

    /// <summary>Which days the rows have.</summary>
    public RowKind Kind => View.Rows switch { "months" => RowKind.Months, "days" => RowKind.Days, _ => RowKind.Weeks };

    /// <summary>The days that the rows cover.</summary>
    public Period Days
    {
        get
        {
            var focus = GridRow.Parse(View.Week ?? "")?.Days;
            var last = View.To ?? (focus is { } day && View.From is null && day.End < Week.Of(Today).Monday.AddDays(-7 * (WeeksShown - 1))
                ? day.End.AddDays(7 * WeeksShown / 2) : Latest(Week.Of(Today).Sunday, focus?.End));
            var first = View.From
                ?? (Kind == RowKind.Weeks ? last.AddDays(1 - (7 * WeeksShown)) : last.AddDays(1).AddMonths(-MonthsShown));
            return new(first < last ? first : last, last);
        }
    }

    /// <summary>The view with twice the days, back to earlier ones.</summary>
    public ViewState Earlier => View with { From = Days.Start.AddDays(-Days.Days), To = Days.End };
    /// <summary>The view with twice the days, on to later ones.</summary>
    public ViewState Later => View with { From = Days.Start, To = Days.End.AddDays(Days.Days) };

    /// <summary>Each kind of rows with its name and the view that shows it, and whether it is the one shown.</summary>
    public IReadOnlyList<(string Text, ViewState View, bool Chosen)> Kinds =>
        [Of(RowKind.Weeks, GridTexts.RowsWeeks), Of(RowKind.Months, GridTexts.RowsMonths), Of(RowKind.Days, GridTexts.RowsDays)];

    /// <summary>
    /// The columns that the address names, else the first on record; and those of cells that are typed, so that nothing typed is out of
    /// sight.
    /// </summary>
    public IReadOnlyList<GridColumn> Columns(VehicleHistory history, IEnumerable<TypedCell> typed)
    {
        var slug = history.Vehicle.Slug;
        var chosen = View.Columns.Select(c => GridColumn.Parse(slug, c)).OfType<GridColumn>().ToList();
        var shown = chosen.Count > 0 ? chosen : GridColumn.Of(history).Where(c => !c.Series.IsPlan).Take(MostColumnsAtFirst);
        return [.. shown.Concat(typed.Select(t => GridColumn.Parse(slug, t.Id.Split('|')[^1])).OfType<GridColumn>()).Distinct()];
    }

    /// <summary>The rows of the chosen days, those that were added, and those of cells that are typed.</summary>
    public IReadOnlyList<GridRow> Rows(
        GridRecord record, IEnumerable<GridColumn> columns, IEnumerable<GridRow> added, IEnumerable<TypedCell> typed)
    {
        var published = columns.SelectMany(c => record.Standing(c.Series, Reading.InPeriod)).Select(f => f.Key.Period!.Value);
        return
        [
            .. GridRow.Between(Kind, Days, published)
                .Concat(added)
                .Concat(typed.Select(t => GridRow.Parse(t.Id.Split('|')[0])).OfType<GridRow>())
                .Distinct()
                .OrderBy(r => r.Days.End)
                .ThenByDescending(r => r.Days.Start),
        ];
    }

    private (string, ViewState, bool) Of(RowKind kind, string text) =>
        (
            text,
            View with { Rows = kind == RowKind.Weeks ? null : kind.ToString().ToLowerInvariant(), From = null, To = null },
            kind == Kind);

    private static DateOnly Latest(DateOnly day, DateOnly? other) => other is { } later && later > day ? later : day;
}
