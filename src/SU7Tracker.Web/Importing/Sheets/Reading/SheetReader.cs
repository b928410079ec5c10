using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>Reads workbooks, tables of text with any separator, and lists of names and counts.</summary>
internal static class SheetReader
{
    // What a workbook may hold once it is unpacked.
    private const long MostUnpacked = 256L << 20;
    private static readonly char[] Separators = ['\t', ',', ';', '|'];

    /// <summary>Reads a sheet from the bytes of a file or of what was pasted.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="progress">Is told how many rows have been read.</param>
    /// <param name="cancel">Calls it off.</param>
    /// <exception cref="UnreadableSheetException">There is no table in it, or one that is too large.</exception>
    public static Sheet Read(byte[] bytes, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..])
        {
            return ReadWorkbook(bytes, progress, cancel);
        }
        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..])
        {
            throw new UnreadableSheetException("OldWorkbook");
        }
        var text = SheetText.Decode(bytes);
        return NameList.Read(text) ?? Of(ReadText(text, progress, cancel));
    }

    private static Sheet Of(List<SheetRow> rows) =>
        Sheet.Of(rows) is { Rows.Count: > 0 } sheet ? sheet : throw new UnreadableSheetException("NoRows");

    private static List<SheetRow> ReadText(string text, IProgress<int>? progress, CancellationToken cancel)
    {
        using var reader = CsvReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(text)), CsvReaderOptions.Default with
        {
            Separator = SeparatorOf(text),
            HasHeader = false,
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            PoolStrings = true,
            OnMalformedRecord = _ => { },
        });
        var (rows, cells, breaks) = (new List<SheetRow>(), 0, 0);
        try
        {
            while (reader.Read())
            {
                var row = new string[reader.FieldCount];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = reader.GetString(i);
                }
                Keep(rows, new((int)reader.LineNumber - breaks, row), ref cells, progress, cancel);
                breaks += row.Sum(c => c.AsSpan().Count('\n'));
            }
        }
        catch (CsvFormatException)
        {
            throw new UnreadableSheetException("RowTooLong");
        }
        return rows;
    }

    // The one that the first lines have most often and alike, quoted ones not counted.
    private static char SeparatorOf(string text)
    {
        var lines = new List<int[]>();
        var (counts, quoted) = (new int[Separators.Length], false);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 64 << 10)))
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == '\n' && !quoted)
            {
                lines.Add(counts);
                counts = new int[Separators.Length];
                if (lines.Count == 50)
                {
                    break;
                }
            }
            else if (!quoted && Array.IndexOf(Separators, c) is >= 0 and var at)
            {
                counts[at]++;
            }
        }
        lines.Add(counts);
        var best = Enumerable.Range(0, Separators.Length)
            .MaxBy(s => (lines.Where(l => l[s] > 0).GroupBy(l => l[s]).Select(g => g.Count()).DefaultIfEmpty(0).Max(), -s));
        return Separators[best];
    }

    private static Sheet ReadWorkbook(byte[] bytes, IProgress<int>? progress, CancellationToken cancel)
    {
        try
        {
            using (var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read))
            {
                if (zip.Entries.Sum(e => e.Length) > MostUnpacked)
                {
                    throw new UnreadableSheetException("TooLarge", Sheet.MostCells);
                }
            }
            using var stream = new MemoryStream(bytes);
            var names = stream.GetSheetNames();
            var configuration = new OpenXmlConfiguration { FillMergedCells = true };
            foreach (var name in names)
            {
                var (rows, cells, line) = (new List<SheetRow>(), 0, 0);
                int[] days = [];
                foreach (IDictionary<string, object?> row in
                    stream.Query(useHeaderRow: false, sheetName: name, excelType: ExcelType.XLSX, configuration: configuration))
                {
                    var here = row.Values.Index().Where(c => c.Item is DateTime).Select(c => c.Index);
                    // Most rows have them in the same columns.
                    days = here.SequenceEqual(days) ? days : [.. here];
                    Keep(rows, new(++line, [.. row.Values.Select(Text)]) { Days = days }, ref cells, progress, cancel);
                }
                if (rows.Count > 0)
                {
                    return Of(rows) with { NotRead = string.Join(", ", names.Where(n => n != name)) };
                }
            }
            throw new UnreadableSheetException("NoRows");
        }
        catch (Exception broken) when (broken is InvalidDataException or System.Xml.XmlException or KeyNotFoundException
            or FormatException or IOException or ArgumentException or NullReferenceException or InvalidOperationException)
        {
            throw new UnreadableSheetException("BrokenWorkbook");
        }
    }

    private static void Keep(List<SheetRow> rows, SheetRow row, ref int cells, IProgress<int>? progress, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (!row.Cells.Any(c => !string.IsNullOrWhiteSpace(c)))
        {
            return;
        }
        cells += row.Cells.Length;
        if (cells > Sheet.MostCells)
        {
            throw new UnreadableSheetException("TooLarge", Sheet.MostCells);
        }
        rows.Add(row);
        if (rows.Count % 1000 == 0)
        {
            progress?.Report(rows.Count);
        }
    }

    // As a person would have typed it; a day as ISO 8601 writes it, whatever the workbook shows.
    private static string Text(object? cell) => cell switch
    {
        null => "",
        DateTime time => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        double number => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
