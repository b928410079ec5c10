using System.Globalization;
using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>What the browser shows: rows, columns and what is on record of each cell.</summary>
/// <param name="Kind">Which days the rows have: <c>weeks</c>, <c>months</c>, <c>days</c>.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Cells">The cells of each row, in the order of the columns; null where nothing is known.</param>
public sealed record GridModel(
    string Kind,
    IReadOnlyList<GridModel.Row> Rows,
    IReadOnlyList<GridModel.Column> Columns,
    IReadOnlyList<IReadOnlyList<GridModel.Entry?>> Cells)
{
    /// <summary>A row as the browser shows it.</summary>
    public sealed record Row(string Id, string Label, string Detail, string Start, string End);

    /// <summary>A column as the browser shows it.</summary>
    public sealed record Column(string Id, string Title, string Detail);

    /// <summary>A cell as the browser shows it.</summary>
    /// <param name="Text">How it reads.</param>
    /// <param name="Published">Whether a figure of it stands; else the text is what the record determines.</param>
    /// <param name="Base">What is on record of it (<see cref="GridCell.Base"/>).</param>
    /// <param name="Says">Its figures with their sources, in words.</param>
    public sealed record Entry(string Text, bool Published, string Base, string Says);

    /// <summary>Derives what the grid shows, once for all who ask for the same.</summary>
    /// <exception cref="BusyException">Too much is derived already.</exception>
    public static Task<GridModel> DeriveAsync(Derivations derivations, GridSelection cells)
    {
        var (history, today) = (cells.Record.History, cells.Record.Today);
        var key = (history.Vehicle.Slug, history.Version, today, cells.Kind, CultureInfo.CurrentUICulture.Name,
            string.Join(',', cells.Columns.Select(c => c.Id)), string.Join(',', cells.Rows.Select(r => r.Id)));
        return derivations.RunAsync(history.Family, key, cancel =>
        {
            history.AsOf(today).Derive(cancel);
            return Of(cells);
        }, CancellationToken.None);
    }

    /// <summary>What the grid shows; it takes as long as reconciling the record does.</summary>
    public static GridModel Of(GridSelection cells) => Of(cells, (_, _, key) => cells.Record.Derived(key) is { } derived
        ? new(Short(derived), false, "", GridTexts.Determined.With(derived.Display()))
        : null);

    /// <summary>
    /// The same at once: the figures on record, and of what they determine that which was last derived, until it is derived anew.
    /// </summary>
    public GridModel With(GridSelection cells)
    {
        var row = Rows.Index().ToDictionary(r => r.Item.Id, r => r.Index);
        var column = Columns.Index().ToDictionary(c => c.Item.Id, c => c.Index);
        return Of(cells, (r, c, _) =>
            row.TryGetValue(r.Id, out var i) && column.TryGetValue(c.Id, out var j) && Cells[i][j] is { Published: false } last
                ? last
                : null);
    }

    private static GridModel Of(GridSelection cells, Func<GridRow, GridColumn, FigureKey, Entry?> derived) =>
        new(
            cells.Kind.ToString().ToLowerInvariant(),
            [.. cells.Rows.Select(r => new Row(r.Id, r.Label, r.Detail, r.Days.Start.Iso(), r.Days.End.Iso()))],
            [.. cells.Columns.Select(c => ColumnOf(c, cells.Cities))],
            [
                .. cells.Rows.Select(r => (IReadOnlyList<Entry?>)
                    [.. cells.Columns.Select(c => EntryOf(cells.Record, c.KeyIn(r.Days), key => derived(r, c, key)))]),
            ]);

    // The estimate where there is one, else the bounds.
    private static string Short(Quantity derived) =>
        !derived.IsExact && derived.Estimate is { } estimate ? "≈ " + estimate.Display() : derived.Display();

    private static Column ColumnOf(GridColumn column, IReadOnlyDictionary<string, City> cities)
    {
        var where = column.Series.City.Length == 0 ? "" : cities.GetValueOrDefault(column.Series.City)?.DisplayName() ?? column.Series.City;
        var toDate = column.Reading == Reading.Cumulative ? GridTexts.ToDate : "";
        var detail = new[] { DisplayExtensions.DisplayBasis(column.Series.Basis), where, toDate };
        return new(column.Id, column.Series.Measure.Display(), string.Join(" · ", detail.Where(t => t.Length > 0)));
    }

    private static Entry? EntryOf(GridRecord record, FigureKey key, Func<FigureKey, Entry?> derived)
    {
        var cell = record.Of(key);
        if (cell.Standing.Count > 0)
        {
            return new(CellReader.Shown(cell), true, cell.Base, string.Join("; ", cell.Standing.Select(f => Says(record, f))));
        }
        return derived(key) is { } determined ? determined with { Base = cell.Base }
            : cell.Base.Length > 0 ? new("", false, cell.Base, GridTexts.TakenBack)
            : null;
    }

    private static string Says(GridRecord record, Figure figure)
    {
        var source = record.History.Sources.GetValueOrDefault(figure.Source);
        return GridTexts.FigureSays.With(
            figure.Quantity.Display(), source is { Publisher.Length: > 0 } ? source.Publisher : figure.Source,
            source?.Grade.ToString() ?? "?", figure.KnownOn.Display());
    }
}
