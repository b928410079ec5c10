using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Importing;

/// <summary>What was said of an import since its file was read: what is kept of it besides the file.</summary>
internal sealed record ImportState
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>How figures are found in it.</summary>
    public Mapping Mapping { get; init; } = new();
    /// <summary>How cells that a workbook keeps as days are read, by column; a remembered mapping does not hold it.</summary>
    public ImmutableDictionary<int, DayUse> Days { get; init; } = ImmutableDictionary<int, DayUse>.Empty;
    /// <summary>The day on which a sheet with the same headings was mapped so; null where it is mapped anew.</summary>
    public DateOnly? Remembered { get; init; }
    /// <summary>The cells that were typed anew, in the order in which they were.</summary>
    public ImmutableList<MendedCell> Mended { get; init; } = [];
    /// <summary>The rows that are left out, and the columns of their counts.</summary>
    public ImmutableList<CellPlace> LeftOut { get; init; } = [];
    /// <summary>Why figures on record are changed: the key of the reason.</summary>
    public string Reason { get; init; } = "";
    /// <summary>The words to it.</summary>
    public string Words { get; init; } = "";
    /// <summary>What is typed of a new source; null while none is added.</summary>
    public Entry.SourceFields? NewSource { get; init; }

    /// <summary>Writes it as it is kept.</summary>
    public string Write() => JsonSerializer.Serialize(this with { Days = Mapping.Days }, Json);

    /// <summary>Reads what was kept; null where nothing was, or an earlier or later version of the program wrote it otherwise.</summary>
    public static ImportState? Read(string kept)
    {
        try
        {
            return kept.Length == 0 || JsonSerializer.Deserialize<ImportState>(kept, Json) is not
                { Mapping.Columns.IsDefault: false, Days: not null, Mended: not null, LeftOut: not null } state
                ? null
                : state with { Mapping = state.Mapping with { Days = state.Days } };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Types the mended cells into a sheet as it was read.</summary>
    public Sheet Mend(Sheet read)
    {
        if (Mended.IsEmpty)
        {
            return read;
        }
        var rows = read.Rows.ToArray();
        foreach (var (row, column, text) in Mended.Where(m => m.Row < rows.Length && m.Column < read.Width))
        {
            var cells = new string[Math.Max(column + 1, rows[row].Cells.Length)];
            Array.Fill(cells, "");
            rows[row].Cells.CopyTo(cells, 0);
            cells[column] = text;
            rows[row] = rows[row] with { Cells = cells, Days = [.. rows[row].Days.Where(d => d != column)] };
        }
        return read with { Rows = rows };
    }
}
