using System.Globalization;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

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
            Question?[] found = mapping.Columns[column].Field switch
            {
                Field.None => [],
                Field.Count => [Points(column, [.. cells], mapping)],
                Field.Published =>
                [
                    Orders(column, [.. cells], mapping, [.. TooEarly(sheet, mapping, column)]), Days(column, sheet, mapping),
                ],
                _ when mapping.Times.Contains(column) => [Orders(column, [.. cells], mapping, []), Days(column, sheet, mapping)],
                _ => [],
            };
            questions.AddRange(found.OfType<Question>());
        }
        return questions;
    }

    /// <summary>
    /// Asks whether a spreadsheet has read days the wrong way round; null where nothing in the sheet speaks for that. It has where other
    /// days of the column stayed text, or where the days are in better order with day and month exchanged.
    /// </summary>
    public static Question? Days(int column, Sheet sheet, Mapping mapping)
    {
        var twofold = sheet.Rows.Where(r => ExchangedDays.IsTwofold(r, column)).ToList();
        if (twofold.Count == 0)
        {
            return null;
        }
        var texts = sheet.Rows.Where(r => !r.Days.Contains(column)).Select(r => r.Cell(column))
            .Where(t => TimeText.IsAmbiguous(t) || TimeText.OrderOf(t) is not null).ToList();
        var (kept, exchanged) = (Seen(DayUse.AsTheyStand), Seen(DayUse.Exchanged));
        if (texts.Count == 0 && (kept.Early, kept.Falls).CompareTo((exchanged.Early, exchanged.Falls)) <= 0)
        {
            return null;
        }
        var example = DayText.Read(twofold[0].Cell(column))!.Value;
        return new(
            column,
            twofold[0].Cell(column),
            twofold.Count,
            [
                new(nameof(DayUse.AsTheyStand), example, [.. Evidence(kept)]),
                new(
                    nameof(DayUse.Exchanged),
                    ExchangedDays.Exchange(example),
                    [.. texts.Count == 0 ? [] : (Trouble[])[new("LeftAsText", texts.Count, texts[0])], .. Evidence(exchanged)]),
            ],
            mapping.Days.TryGetValue(column, out var chosen) ? chosen.ToString() : null);

        (int Early, int Falls, int Steps) Seen(DayUse use)
        {
            var order = mapping.Orders.TryGetValue(column, out var known)
                ? known
                : texts.Select(TimeText.OrderOf).FirstOrDefault(o => o is not null);
            var days = sheet.Rows.Select(r => TimeText.ReadDay(ExchangedDays.Text(r, column, use), order)).OfType<DateOnly>().ToList();
            var falls = days.Zip(days.Skip(1)).Count(s => s.First > s.Second);
            var early = mapping.Columns[column].Field == Field.Published
                ? Early(sheet, mapping, r => ExchangedDays.IsTwofold(r, column)
                    ? TimeText.ReadDay(ExchangedDays.Text(r, column, use), null) : null)
                : 0;
            return (early, Math.Min(falls, Math.Max(0, days.Count - 1 - falls)), Math.Max(0, days.Count - 1));
        }

        static IEnumerable<Trouble> Evidence((int Early, int Falls, int Steps) seen)
        {
            if (seen.Early > 0)
            {
                yield return new("BeforeEnd", seen.Early);
            }
            if (seen.Steps > 0)
            {
                yield return new("InOrder", seen.Steps - seen.Falls, seen.Steps);
            }
        }
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

    private static IEnumerable<(DateOrder Order, int Figures)> TooEarly(Sheet sheet, Mapping mapping, int column) =>
        Enum.GetValues<DateOrder>().Select(order => (order, Early(sheet, mapping, r =>
            TimeText.IsAmbiguous(r.Cell(column)) ? TimeText.ReadDay(r.Cell(column), order) : null)));

    // Figures that would be published before their days had ended, of the rows that have a day.
    private static int Early(Sheet sheet, Mapping mapping, Func<SheetRow, DateOnly?> published)
    {
        if (mapping.Layout == SheetLayout.TimeAcross || !mapping.Times.Any())
        {
            return 0;
        }
        var time = mapping.ColumnOf(Field.LastDay) ?? mapping.Times.First();
        DateOrder? order = mapping.Orders.TryGetValue(time, out var chosen) ? chosen : null;
        return sheet.Rows
            .Where(r => published(r) is { } day
                && TimeText.Read(TextOf(r, time, mapping), mapping.KindOf(time), order) is { } days && day < days.End)
            .Sum(r => mapping.Counts.Count(c => r.Cell(c).Length > 0));
    }

    private static string TextOf(SheetRow row, int column, Mapping mapping) =>
        ExchangedDays.Text(row, column, mapping.Days.GetValueOrDefault(column));

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
