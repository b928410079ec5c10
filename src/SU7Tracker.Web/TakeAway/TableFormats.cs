using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.TakeAway;

/// <summary>
/// Writes a table as CSV, as a workbook and as JSON, each with what it shows, of when, from whom, and the link to the same view.
/// </summary>
internal static class TableFormats
{
    private static readonly char[] Formula = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

    /// <summary>What is said of a table as a whole, in the reader's language.</summary>
    public static IReadOnlyList<(string Key, string Name, string Value)> Facts(TableData table, TableContext context) =>
        [
            ("title", TakeAwayTexts.FactTitle, table.Title),
            ("vehicle", TakeAwayTexts.FactVehicle, context.Names),
            ("unit", TakeAwayTexts.FactUnit, table.Unit),
            ("as_of", TakeAwayTexts.FactAsOf, context.Snapshot.AsOf.Iso()),
            ("grade", TakeAwayTexts.FactGrade, TakeAwayTexts.FactGradeOrBetter.With(context.Snapshot.Lowest)),
            ("month_basis", TakeAwayTexts.FactMonth, context.View.Month.Display()),
            (
                "laws",
                TakeAwayTexts.FactLaws,
                table.Laws.Count == 0 ? TakeAwayTexts.FactNone : string.Join("; ", table.Laws.Select(l => l.Display()))),
            ("bounds", TakeAwayTexts.FactBounds, TakeAwayTexts.FactBoundsText),
            ("version", TakeAwayTexts.FactVersion, context.Snapshot.History.Version.ToString(CultureInfo.InvariantCulture)),
            ("link", TakeAwayTexts.FactLink, context.Link.AbsoluteUri),
            (
                "exported_at",
                TakeAwayTexts.FactExported,
                context.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
            ("exported_by", TakeAwayTexts.FactProduct, LayoutTexts.ProductName),
        ];

    /// <summary>
    /// A header and a row a line; what is said of the whole table stands in columns at the end, so that every row says it.
    /// </summary>
    public static byte[] Csv(TableData table, TableContext context)
    {
        string[] said = ["title", "vehicle", "unit", "as_of", "month_basis", "link", "exported_at"];
        var facts = Facts(table, context).Where(f => said.Contains(f.Key)).ToList();
        var text = new StringBuilder("\uFEFF");
        text.AppendJoin(',', table.Columns.Select(c => c.Key).Concat(facts.Select(f => "table_" + f.Key))).Append("\r\n");
        var tail = string.Concat(facts.Select(f => "," + Cell(f.Value)));
        foreach (var row in table.Rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append(tail).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>A workbook of three sheets: the data, what it is, and its sources.</summary>
    public static byte[] Xlsx(TableData table, TableContext context)
    {
        var sheets = new Dictionary<string, object>
        {
            [TakeAwayTexts.SheetData] = table
                .Rows.Select(row => Row(table.Columns.Select(c => c.Name), row))
                .DefaultIfEmpty(Row(table.Columns.Select(c => c.Name), [])),
            [TakeAwayTexts.SheetAbout] = Facts(table, context)
                .Select(f => Row([TakeAwayTexts.About, TakeAwayTexts.Value], [f.Name, f.Value])),
            [TakeAwayTexts.SheetSources] = table
                .Sources.Select(s => Row(SourceColumns, [s.Id, s.Title, s.Publisher, s.Url, s.PublishedOn, s.Grade.ToString()]))
                .DefaultIfEmpty(Row(SourceColumns, [])),
        };
        using var stream = new MemoryStream();
        MiniExcel.SaveAs(
            stream,
            sheets,
            configuration: new OpenXmlConfiguration
            {
                FastMode = true,
                EnableAutoWidth = true,
                AutoFilter = true,
            });
        return stream.ToArray();
    }

    /// <summary>The same with names that are the same in every language.</summary>
    public static byte[] Json(TableData table, TableContext context)
    {
        using var stream = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                stream,
                new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (key, _, value) in Facts(table, context))
            {
                json.WriteString(JsonNamingPolicy.CamelCase.ConvertName(Camel(key)), value);
            }
            json.WriteStartArray("rows");
            foreach (var row in table.Rows)
            {
                json.WriteStartObject();
                for (var i = 0; i < row.Count; i++)
                {
                    Write(json, Camel(table.Columns[i].Key), row[i]);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("sources");
            foreach (var source in table.Sources)
            {
                json.WriteStartObject();
                Write(json, "id", source.Id);
                Write(json, "title", source.Title);
                Write(json, "publisher", source.Publisher);
                Write(json, "url", source.Url);
                Write(json, "publishedOn", source.PublishedOn);
                Write(json, "grade", source.Grade.ToString());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static string[] SourceColumns =>
        [
            TakeAwayTexts.ColumnId,
            TakeAwayTexts.ColumnTitle,
            TakeAwayTexts.ColumnPublisher,
            TakeAwayTexts.ColumnUrl,
            TakeAwayTexts.ColumnPublishedOn,
            TakeAwayTexts.ColumnGrade,
        ];

    private static Dictionary<string, object?> Row(IEnumerable<string> columns, IReadOnlyList<object?> cells) =>
        columns.Select((c, i) => (c, Cell: i < cells.Count ? cells[i] : null)).ToDictionary(c => c.c, c => c.Cell switch
        {
            // Spreadsheets count days from 1900 on.
            DateOnly { Year: > 1900 } day => (object?)day.ToDateTime(TimeOnly.MinValue),
            DateOnly day => day.Iso(),
            string text => new string([.. text.Where(t => t is '\n' or '\t' || !char.IsControl(t))]),
            int or long => Convert.ToDecimal(c.Cell, CultureInfo.InvariantCulture),
            var other => other,
        });

    // A cell that a spreadsheet would run as a formula is written as text.
    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            string s => s,
            DateOnly day => day.Iso(),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        if (value is string && text.TrimStart() is { Length: > 0 } start && Formula.Contains(start[0]))
        {
            text = "'" + text;
        }
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    private static string Camel(string key)
    {
        var words = key.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case decimal number: json.WriteNumber(name, number); break;
            case long number: json.WriteNumber(name, number); break;
            case int number: json.WriteNumber(name, number); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case DateOnly day: json.WriteString(name, day.Iso()); break;
            default: json.WriteString(name, value.ToString()); break;
        }
    }
}
