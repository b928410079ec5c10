using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>
/// Finds the figures of a foreign sheet by its mapping. A blank cell, or a dash, is no figure: never a zero, never a withdrawal.
/// </summary>
internal sealed class SheetFigures(Sheet sheet, Mapping mapping, RecordNames names)
{
    private const int MostRemembered = 10_000;
    private static readonly string[] Nothing = ["-", "–", "—", "/", "n/a", "N/A", "n.a.", "无", "未公布"];
    // Long sheets name the same days again and again.
    private readonly Dictionary<(string Text, TimeKind Kind, DateOrder? Order), Period?> _read = [];
    private readonly int[] _counts = [.. mapping.Counts];
    private readonly int[] _times = [.. mapping.Times];
    // The columns of days of which nobody has said yet whether a spreadsheet has read them the wrong way round.
    private readonly HashSet<int> _asked = [.. mapping.Times.Append(mapping.ColumnOf(Field.Published) ?? -1)
        .Where(c => c >= 0 && !mapping.Days.ContainsKey(c) && Questions.Days(c, sheet, mapping) is not null)];

    /// <summary>Returns the figures in the order of the sheet.</summary>
    /// <param name="progress">Is told how many rows have been read.</param>
    /// <param name="cancel">Calls it off.</param>
    public IEnumerable<ImportItem> All(IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        for (var row = 0; row < sheet.Rows.Count; row++)
        {
            cancel.ThrowIfCancellationRequested();
            if (row % 1000 == 0)
            {
                progress?.Report(row);
            }
            var cells = sheet.Rows[row];
            foreach (var column in _counts)
            {
                if (cells.Cell(column) is { Length: > 0 } typed && !Nothing.Contains(typed))
                {
                    yield return Read(row, cells, column, typed);
                }
            }
        }
    }

    private ImportItem Read(int row, SheetRow cells, int column, string typed)
    {
        Trouble? first = null;
        var at = column;
        var counted = CountedOf(cells, column);
        var period = PeriodOf(cells, column);
        var vehicle = NamedIn(Field.Vehicle, mapping.Vehicle, names.Vehicle, "VehicleMissing");
        var city = mapping.ColumnOf(Field.City) is { } c && cells.Cell(c).Length > 0 ? NamedIn(Field.City, "", names.City, "") : "";
        var source = NamedIn(Field.Source, mapping.Source, names.Source, "SourceMissing");
        var published = PublishedOf(cells);
        var note = mapping.ColumnOf(Field.Note) is { } n ? cells.Cell(n) : "";
        var quantity = default(Quantity);
        Check(CountText.Read(typed, mapping.Points.TryGetValue(column, out var point) ? point : null, out quantity), column);
        var key = counted is not null && period is { } days && vehicle.Length > 0 ? KeyOf(counted, days, vehicle, city) : null;
        return new()
        {
            Row = row,
            Column = column,
            Key = key,
            Draft = first is null && key is not null ? new(key, quantity, published, source) { Note = note } : null,
            Trouble = first,
            TroubleColumn = first is null ? -1 : at,
            Result = first is null ? ImportResult.New : ImportResult.Rejected,
        };

        void Check(Trouble? trouble, int where)
        {
            if (trouble is not null && first is null)
            {
                (first, at) = (trouble, where);
            }
        }

        Counted? CountedOf(SheetRow cells, int column)
        {
            if (mapping.Columns[column].Counted is { } ofColumn)
            {
                return ofColumn;
            }
            if (mapping.ColumnOf(Field.Series) is { } words && cells.Cell(words).Length > 0)
            {
                var ofRow = MappingGuess.CountedIn(cells.Cell(words));
                Check(ofRow is null ? new("UnknownSeries", cells.Cell(words)) : null, words);
                return ofRow;
            }
            Check(mapping.Counted is null ? new("SeriesMissing", Sheet.NameOf(column)) : null, column);
            return mapping.Counted;
        }

        Period? PeriodOf(SheetRow cells, int column)
        {
            if (mapping.Layout == SheetLayout.TimeAcross)
            {
                var heading = Days(sheet.Header[column], TimeKind.Any, null);
                Check(heading is null ? new("NoDaysInHeading", sheet.Header[column]) : null, column);
                return heading;
            }
            if (mapping.ColumnOf(Field.FirstDay) is { } from && mapping.ColumnOf(Field.LastDay) is { } to)
            {
                var (a, b) = (DaysOf(cells, from), DaysOf(cells, to));
                if (a is { } start && b is { } end)
                {
                    Check(start.Start > end.End ? new("DaysCrossed", cells.Cell(from), cells.Cell(to)) : null, to);
                    return start.Start > end.End ? null : new Period(start.Start, end.End);
                }
                return null;
            }
            if (_times.Length > 0)
            {
                return DaysOf(cells, _times[0]);
            }
            var batch = Days(mapping.When.Trim(), TimeKind.Any, null);
            Check(batch is null ? new("DaysMissing") : null, column);
            return batch;
        }

        Period? DaysOf(SheetRow cells, int column)
        {
            var text = TextOf(cells, column);
            DateOrder? order = mapping.Orders.TryGetValue(column, out var known) ? known : null;
            var period = Days(text, mapping.KindOf(column), order);
            Check(period is null ? NoDays(text, order) : null, column);
            return period;
        }

        // As the column is used; what is asked about is no day until it is answered.
        string TextOf(SheetRow cells, int column)
        {
            Check(_asked.Contains(column) && ExchangedDays.IsTwofold(cells, column) ? new("DateAsked", cells.Cell(column)) : null, column);
            return ExchangedDays.Text(cells, column, mapping.Days.GetValueOrDefault(column));
        }

        DateOnly? PublishedOf(SheetRow cells)
        {
            if (mapping.ColumnOf(Field.Published) is not { } column)
            {
                var batch = mapping.Published.Length == 0 ? null : TimeText.ReadDay(mapping.Published, null);
                Check(mapping.Published.Length > 0 && batch is null ? new("NotADay", mapping.Published) : null, -1);
                return batch;
            }
            var text = TextOf(cells, column);
            if (text.Length == 0)
            {
                return null;
            }
            DateOrder? order = mapping.Orders.TryGetValue(column, out var known) ? known : null;
            DateOnly? day = Days(text, TimeKind.Day, order) is { Days: 1 } period ? period.Start : null;
            Check(day is null ? NoDays(text, order) : null, column);
            return day;
        }

        string NamedIn(Field field, string otherwise, Find find, string missing)
        {
            if (mapping.ColumnOf(field) is { } column && cells.Cell(column) is { Length: > 0 } name)
            {
                Check(find(name, out var key), column);
                return key;
            }
            Check(otherwise.Length == 0 ? new(missing) : null, -1);
            return otherwise;
        }
    }

    private Period? Days(string text, TimeKind kind, DateOrder? order)
    {
        if (!_read.TryGetValue((text, kind, order), out var period))
        {
            period = TimeText.Read(text, kind, order);
            if (_read.Count < MostRemembered)
            {
                _read.Add((text, kind, order), period);
            }
        }
        return period;
    }

    private delegate Trouble? Find(string name, out string key);

    private static Trouble NoDays(string text, DateOrder? order) =>
        text.Length == 0 ? new("DaysBlank")
        : order is null && TimeText.IsAmbiguous(text) ? new("DateAsked", text)
        : TimeText.LacksYear(text) ? new("YearMissing", text)
        : new("NotADay", text) { Remedies = TimeText.Neighbours(text) };

    private static FigureKey KeyOf(Counted counted, Period days, string vehicle, string city)
    {
        var series = new Series(vehicle, counted.Measure, counted.Basis, city);
        return counted.Reading == Reading.Cumulative ? FigureKey.Cumulative(series, days.End) : FigureKey.InPeriod(series, days);
    }
}
