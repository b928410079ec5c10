using System.Globalization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>Finds the columns whose days or counts can be read in two ways, and what the sheet itself says of each way.</summary>
internal static class Questions
{
    /// <summary>Returns the questions of a sheet, answered and open ones.</summary>
    public static IReadOnlyList<Question> Of(Sheet sheet, Mapping mapping)
    {
        var questions = new List<Question>();
        for (var column = 0; column < Math.Min(sheet.Width, mapping.Columns.Length); column++)
        {
            var cells = sheet.Rows.Select(r => r.Cell(column)).Where(c => c.Length > 0);
            var found = mapping.Columns[column].Field switch
            {
                Field.None => null,
                Field.Count => Points(column, [.. cells], mapping),
                Field.Published => Orders(column, [.. cells], mapping, [.. TooEarly(sheet, mapping, column)]),
                _ when mapping.Times.Contains(column) => Orders(column, [.. cells], mapping, []),
                _ => null,
            };
            if (found is not null)
            {
                questions.Add(found);
            }
        }
        return questions;
    }

    private static Question? Orders(
        int column, IReadOnlyList<string> cells, Mapping mapping, IReadOnlyList<(DateOrder Order, int Figures)> early)
    {
        var twofold = cells.Where(TimeText.IsAmbiguous).ToList();
        if (twofold.Count == 0)
        {
            return null;
        }
        return new(
            column,
            twofold[0],
            twofold.Count,
            [
                .. Enum.GetValues<DateOrder>()
                    .Select(o => new ColumnReading(o.ToString(), TimeText.ReadDay(twofold[0], o)!.Value, [.. Evidence(o)])),
            ],
            mapping.Orders.TryGetValue(column, out var chosen) ? chosen.ToString() : null);

        IEnumerable<Trouble> Evidence(DateOrder order)
        {
            var same = cells.Where(c => TimeText.OrderOf(c) == order).ToList();
            if (same.Count > 0)
            {
                yield return new("Agrees", same.Count, same[0]);
            }
            if (early.FirstOrDefault(e => e.Order == order) is { Figures: > 0 and var figures })
            {
                yield return new("BeforeEnd", figures);
            }
            var days = cells.Select(c => TimeText.ReadDay(c, order)).OfType<DateOnly>().ToList();
            var steps = days.Zip(days.Skip(1)).ToList();
            var rising = steps.Count(s => s.First <= s.Second);
            if (steps.Count > 0)
            {
                yield return new("InOrder", Math.Max(rising, steps.Count - rising), steps.Count);
            }
        }
    }

    // Figures that would be published before their days had ended.
    private static IEnumerable<(DateOrder Order, int Figures)> TooEarly(Sheet sheet, Mapping mapping, int column)
    {
        if (mapping.Layout == SheetLayout.TimeAcross || !mapping.Times.Any())
        {
            yield break;
        }
        var time = mapping.ColumnOf(Field.LastDay) ?? mapping.Times.First();
        foreach (var order in Enum.GetValues<DateOrder>())
        {
            var figures = 0;
            foreach (var row in sheet.Rows)
            {
                DateOrder? known = mapping.Orders.TryGetValue(time, out var chosen) ? chosen : null;
                if (TimeText.IsAmbiguous(row.Cell(column)) && TimeText.ReadDay(row.Cell(column), order) is { } day
                    && TimeText.Read(row.Cell(time), mapping.KindOf(time), known) is { } days && day < days.End)
                {
                    figures += mapping.Counts.Count(c => row.Cell(c).Length > 0);
                }
            }
            yield return (order, figures);
        }
    }

    private static Question? Points(int column, IReadOnlyList<string> cells, Mapping mapping)
    {
        var twofold = cells.Where(CountText.IsAmbiguous).ToList();
        if (twofold.Count == 0)
        {
            return null;
        }
        return new(
            column,
            twofold[0],
            twofold.Count,
            [.. Enum.GetValues<PointUse>().Select(u => new ColumnReading(u.ToString(), Read(u), [.. Evidence(u)]))],
            mapping.Points.TryGetValue(column, out var chosen) ? chosen.ToString() : null);

        object Read(PointUse use) => use == PointUse.Groups && CountText.Read(twofold[0], use, out var quantity) is null
            ? quantity
            : twofold[0].TrimEnd('0').TrimEnd('.');

        IEnumerable<Trouble> Evidence(PointUse use)
        {
            var same = cells.Where(c => CountText.UseOf(c) == use).ToList();
            if (same.Count > 0)
            {
                yield return new("Agrees", same.Count, same[0]);
            }
            if (use == PointUse.Decimals && twofold.Count(c => !CountText.IsWholeWithDecimals(c)) is > 0 and var broken)
            {
                yield return new("NoWholeCars", broken);
            }
            if (use == PointUse.Groups)
            {
                yield return new("WholeCars", twofold.Count.ToString(CultureInfo.CurrentCulture));
            }
        }
    }
}
