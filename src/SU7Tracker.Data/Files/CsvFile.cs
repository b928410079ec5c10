using System.Buffers;
using System.IO.Pipelines;
using System.Text.Unicode;
using CsvHelper;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Reads a file of the import format row by row, however long it is, and keeps what is wrong with the row at hand.</summary>
internal sealed class CsvFile : RowCells, IDisposable
{
    // The most bytes of a row.
    public const int MaxSize = 1 << 20;

    public static readonly IReadOnlyList<string> FigureColumns =
    [
        "vehicle",
        "measure",
        "basis",
        "reading",
        "city",
        "period_start",
        "period_end",
        "low",
        "high",
        "qualifier",
        "published_on",
        "source",
        "note",
    ];

    /// <summary>The columns that an export of figures adds when the record needs them.</summary>
    public static readonly string[] FigureExtras = ["reason", "withdrawn", "revision"];

    // Every kind of file with its columns, and whether a file may be without one.
    private static readonly IReadOnlyList<(FileKind Kind, IReadOnlyList<(string Name, bool IsOptional)> Columns)> Kinds =
    [
        .. FactTables.All.Select(t => (t.Kind, t.Header)),
        (FileKind.Figures, [.. FigureColumns.Select(c => (c, false)), .. FigureExtras.Select(c => (c, true))]),
    ];

    private readonly PipeReader _bytes;
    private readonly CsvReader _csv;
    private readonly Dictionary<string, int> _index = [];
    private string[] _header = [];
    private long _badQuotes;   // the line of the row that has them

    public CsvFile(Stream csv)
    {
        _bytes = PipeReader.Create(csv, new(bufferSize: 1 << 16, leaveOpen: true));
        _csv = CsvReader.Create(_bytes.AsStream(), CsvReaderOptions.Default with
        {
            Separator = ',',
            HasHeader = false,
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            PoolStrings = true,
            MaxRecordSize = MaxSize,
            OnMalformedRecord = record => _badQuotes = record.LineNumber,
        });
    }

    public FileKind? Kind { get; private set; }

    // The line where the row begins.
    public int Line { get; private set; } = 1;

    // Whether nothing after the row at hand can be read.
    public bool Ended { get; private set; }

    // What is wrong with the header; none when its kind and columns are clear.
    public async Task<IReadOnlyList<Problem>> HeaderAsync(CancellationToken cancel)
    {
        if (await IsUtf16Async(cancel))
        {
            return [new("row", "NotUtf8")];
        }
        if (!await NextAsync(cancel))
        {
            return [new("row", "EmptyFile")];
        }
        if (Problem is not null)
        {
            return [Problem];
        }
        _header = [.. Enumerable.Range(0, _csv.FieldCount).Select(i => _csv.GetString(i).Trim())];
        var (kind, columns) = Kinds.MaxBy(k => (k.Columns.Count(c => _header.Contains(c.Name)), -k.Columns.Count));
        if (columns.Count(c => _header.Contains(c.Name)) * 2 <= columns.Count(c => !c.IsOptional))
        {
            return [new("row", "HeaderUnknown", Rules.Shown(string.Join(", ", _header)), string.Join(",", FigureColumns))];
        }
        Kind = kind;
        var problems = new List<Problem>();
        for (var i = 0; i < _header.Length; i++)
        {
            if (!columns.Any(c => c.Name == _header[i]))
            {
                problems.Add(new(Rules.Shown(_header[i]), "ColumnUnknown", Rules.Shown(_header[i])));
            }
            else if (!_index.TryAdd(_header[i], i))
            {
                problems.Add(new(_header[i], "ColumnTwice", _header[i]));
            }
        }
        problems.AddRange(
            columns.Where(c => !c.IsOptional && !_index.ContainsKey(c.Name)).Select(c => new Problem(c.Name, "ColumnMissing", c.Name)));
        return problems;
    }

    // The reader would follow its mark, and put signs of its own where the text is broken.
    private async Task<bool> IsUtf16Async(CancellationToken cancel)
    {
        var start = (await _bytes.ReadAtLeastAsync(2, cancel)).Buffer;
        var mark = start.Slice(0, Math.Min(2, start.Length)).ToArray();
        _bytes.AdvanceTo(start.Start);
        return mark is [0xFE, 0xFF] or [0xFF, 0xFE];
    }

    // Goes to the next row that is not blank.
    public async ValueTask<bool> NextAsync(CancellationToken cancel)
    {
        if (Ended)
        {
            return false;
        }
        Problem = null;
        try
        {
            if (!await _csv.ReadAsync(cancel))
            {
                return false;
            }
            Line = (int)_csv.LineNumber;
        }
        catch (CsvFormatException tooLong)
        {
            (Ended, Line, Problem) = (true, Math.Max(Line, (int)tooLong.LineNumber), new("row", "RowTooLong", MaxSize));
            return true;
        }
        for (var i = 0; i < _csv.FieldCount && Problem is null; i++)
        {
            Problem = Utf8.IsValid(_csv.GetSpan(i)) ? null : new(i < _header.Length ? _header[i] : "row", "NotUtf8");
        }
        Problem ??= _badQuotes == _csv.LineNumber ? new("row", "BadQuotes")
            : _header.Length > 0 && _csv.FieldCount != _header.Length ? new("row", "CellCount", _csv.FieldCount, _header.Length)
            : null;
        return true;
    }

    public bool Has(string column) => _index.ContainsKey(column);

    // The cell as it stands; empty where the file has no such column.
    public override string Text(string column) => _index.TryGetValue(column, out var i) ? _csv.GetString(i) : "";

    public int? Revision()
    {
        var text = Word("revision");
        return text.Length == 0 ? null
            : WireNames.Whole(text) is > 0 and <= int.MaxValue and var revision ? (int)revision
            : Wrong<int?>(new("revision", "NotAWholeNumber", Rules.Shown(text)));
    }

    public void Dispose() => _csv.Dispose();
}
