using System.Text.RegularExpressions;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>
/// Proposes how a foreign sheet is mapped, by the words of its headings and the look of its cells. What has no known word is not imported
/// until somebody says what it is.
/// </summary>
internal static class MappingGuess
{
    private const int Looked = 200;

    private static readonly (string Words, ColumnUse Use)[] Fields =
    [
        ("published|publication|announced|发布|公布|披露", new(Field.Published)),
        ("source|来源|出处", new(Field.Source)),
        ("note|remark|comment|备注|说明|注", new(Field.Note)),
        ("period_start|first day|start|开始|起始", new(Field.FirstDay)),
        ("period_end|last day|end date|结束", new(Field.LastDay)),
        ("month|月份|月", new(Field.Month)),
        ("period|quarter|周期|期间|季度", new(Field.Period)),
    ];

    private static readonly (string Words, Measure Measure, string Basis)[] Counts =
    [
        ("open orders|backlog|未交付|待交付", Measure.Orders, Series.Open),
        ("refundable|大定|小订|reservation", Measure.Orders, "refundable"),
        ("retail|零售", Measure.Deliveries, Series.Retail),
        ("insured|insurance|registration|registered|上险|上牌|注册", Measure.Registrations, Series.Insured),
        ("locked|锁单|order|订单", Measure.Orders, Series.Locked),
        ("deliver|handed over|交付", Measure.Deliveries, Series.Delivered),
        ("produc|built|output|产量|下线|生产", Measure.Production, Series.Built),
    ];

    private static readonly (string Words, ColumnUse Use)[] Later =
    [
        ("week|周次|周", new(Field.Week)),
        ("date|day|日期|截至|截止|时间", new(Field.Day)),
        ("vehicle|model|brand|maker|car|车型|品牌|厂商|车企", new(Field.Vehicle)),
        ("city|城市", new(Field.City)),
        ("measure|metric|series|indicator|指标|口径|类型", new(Field.Series)),
        ("count|units|quantity|number|volume|sales|数量|销量|数值|辆", new(Field.Count)),
    ];

    /// <summary>Proposes a mapping.</summary>
    public static Mapping Of(Sheet sheet)
    {
        var uses = sheet.Header.Select((heading, i) => sheet.HasHeader ? ByHeading(heading, sheet, i) : ByCells(sheet, i, [])).ToList();
        var times = Enumerable.Range(0, sheet.Width)
            .Where(i => TimeText.Read(sheet.Header[i], TimeKind.Any, null) is not null).ToList();
        if (times.Count >= 2 && times.Count * 2 >= sheet.Width - 1)
        {
            var label = Enumerable.Range(0, sheet.Width).FirstOrDefault(i => !times.Contains(i), -1);
            return new()
            {
                Layout = SheetLayout.TimeAcross,
                Columns = [.. uses.Select((use, i) => times.Contains(i) ? new(Field.Count) : i == label ? Label(sheet, i) : Beside(use))],
            };
        }
        if (!sheet.HasHeader)
        {
            var known = new HashSet<Field>();
            uses = [.. Enumerable.Range(0, sheet.Width).Select(i => ByCells(sheet, i, known))];
        }
        // A heading of two meanings, such as "delivery week", is one of days where its cells are.
        uses = [.. uses.Select((use, i) => use.Field == Field.Count && Days(sheet, i) is { } days ? days : use)];
        for (var i = 0; i < uses.Count; i++)
        {
            // The first of a kind is the one, but for counts.
            if (uses[i].Field is not (Field.None or Field.Count) && uses.FindIndex(u => u.Field == uses[i].Field) < i)
            {
                uses[i] = ColumnUse.None;
            }
        }
        if (uses.Exists(u => u.Field == Field.LastDay) && !uses.Exists(u => u.Field == Field.FirstDay))
        {
            uses = [.. uses.Select(u => u.Field == Field.LastDay ? new(Field.Day) : u)];
        }
        return new()
        {
            Layout = uses.Count(u => u.Field == Field.Count) < 2 ? SheetLayout.FigurePerRow : SheetLayout.SeriesAcross,
            Columns = [.. uses],
        };
    }

    /// <summary>Reads what is counted from the words of a row or heading; null when they do not say.</summary>
    public static Counted? CountedIn(string words)
    {
        if (Counted.Parse(words) is { } written)
        {
            return written;
        }
        foreach (var (pattern, measure, basis) in Counts)
        {
            if (Has(words, pattern))
            {
                var reading = basis == Series.Open || Has(words, "total|to date|cumulative|cum|since launch|累计|总计")
                    ? Reading.Cumulative
                    : Reading.InPeriod;
                return Has(words, "target|plan|目标|计划") && measure != Measure.Registrations
                    ? new(measure, Series.Target, Reading.InPeriod)
                    : new(measure, basis, reading);
            }
        }
        return null;
    }

    private static ColumnUse ByHeading(string heading, Sheet sheet, int column)
    {
        foreach (var (words, use) in Fields)
        {
            if (Has(heading, words) && (use.Field is not (Field.Month or Field.Period) || Days(sheet, column) is not null))
            {
                return use;
            }
        }
        if (CountedIn(heading) is { } counted)
        {
            return new(Field.Count, counted);
        }
        return Array.Find(Later, l => Has(heading, l.Words)).Use
            ?? (column == 0 && Days(sheet, column) is { } days ? days : ColumnUse.None);
    }

    private static ColumnUse ByCells(Sheet sheet, int column, HashSet<Field> known)
    {
        var cells = Cells(sheet, column);
        var use = cells.Count == 0 ? ColumnUse.None
            : Days(sheet, column) is { } days ? known.Count == 0 ? days : new(Field.Published)
            : cells.Count(CountText.IsPlain) * 2 > cells.Count ? new(Field.Count)
            : column == 0 ? new(Field.Vehicle)
            : ColumnUse.None;
        if (use.Field is not (Field.None or Field.Count))
        {
            known.Add(use.Field);
        }
        return use;
    }

    // Of several columns of days each cell says what it stands for.
    private static ColumnUse? Days(Sheet sheet, int column)
    {
        var cells = Cells(sheet, column);
        if (cells.Count == 0 || cells.Count(c => IsTime(c)) * 2 <= cells.Count)
        {
            return null;
        }
        var periods = cells.Select(c => TimeText.Read(c, TimeKind.Any, DateOrder.DayFirst)).OfType<Period>().ToList();
        return new(periods.All(p => p.Days == 1) ? Field.Day
            : periods.All(p => p.Days == 7) ? Field.Week
            : periods.All(p => p.Days is >= 28 and <= 31) ? Field.Month
            : Field.Period);

        static bool IsTime(string cell) =>
            TimeText.IsAmbiguous(cell) || (TimeText.Read(cell, TimeKind.Any, null) is not null && !CountText.IsPlain(cell));
    }

    private static ColumnUse Label(Sheet sheet, int column)
    {
        var cells = Cells(sheet, column);
        return new(cells.Count(c => CountedIn(c) is not null) * 2 > cells.Count ? Field.Series : Field.Vehicle);
    }

    // Beside months across, a row may still say its vehicle, source or note.
    private static ColumnUse Beside(ColumnUse use) =>
        use.Field is Field.Vehicle or Field.City or Field.Series or Field.Source or Field.Note or Field.Published ? use : ColumnUse.None;

    private static List<string> Cells(Sheet sheet, int column) =>
        [.. sheet.Rows.Take(Looked).Select(r => r.Cell(column)).Where(c => c.Length > 0)];

    private static bool Has(string text, string words) =>
        words.Split('|').Any(word => char.IsAscii(word[0])
            ? Regex.IsMatch(text, $"(?<![a-z]){Regex.Escape(word)}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
            : text.Contains(word, StringComparison.Ordinal));
}
