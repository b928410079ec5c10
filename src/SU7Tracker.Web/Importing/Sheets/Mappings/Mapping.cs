using System.Collections.Immutable;
using System.Text.Json.Serialization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>How the figures of a foreign sheet are found in it.</summary>
public sealed record Mapping
{
    /// <summary>How they lie.</summary>
    public SheetLayout Layout { get; init; }
    /// <summary>What each column is used for.</summary>
    public ImmutableArray<ColumnUse> Columns { get; init; } = [];
    /// <summary>The slug of the vehicle where no column names one.</summary>
    public string Vehicle { get; init; } = "";
    /// <summary>The id of the source where no column names one.</summary>
    public string Source { get; init; } = "";
    /// <summary>The day of publication where no column states one; empty when it is not known.</summary>
    public string Published { get; init; } = "";
    /// <summary>The days where no column states them.</summary>
    public string When { get; init; } = "";
    /// <summary>What is counted where neither column nor row says so.</summary>
    public Counted? Counted { get; init; }
    /// <summary>How days that can be read in two ways are read, by column.</summary>
    public ImmutableDictionary<int, DateOrder> Orders { get; init; } = ImmutableDictionary<int, DateOrder>.Empty;
    /// <summary>How cells that a workbook keeps as days are read, by column; of this sheet alone, so that it is not remembered.</summary>
    [JsonIgnore]
    public ImmutableDictionary<int, DayUse> Days { get; init; } = ImmutableDictionary<int, DayUse>.Empty;
    /// <summary>How counts that can be read in two ways are read, by column.</summary>
    public ImmutableDictionary<int, PointUse> Points { get; init; } = ImmutableDictionary<int, PointUse>.Empty;

    /// <summary>Returns the first column that is used for a field; null when none is.</summary>
    public int? ColumnOf(Field field) =>
        Enumerable.Range(0, Columns.Length).Where(i => Columns[i].Field == field).Select(i => (int?)i).FirstOrDefault();

    /// <summary>The columns of days.</summary>
    [JsonIgnore]
    public IEnumerable<int> Times => ColumnsOf(Field.Week, Field.Month, Field.Day, Field.Period, Field.FirstDay, Field.LastDay);

    /// <summary>The columns of counts.</summary>
    [JsonIgnore]
    public IEnumerable<int> Counts => ColumnsOf(Field.Count);

    /// <summary>What the days of a column stand for.</summary>
    public TimeKind KindOf(int column) => Columns[column].Field switch
    {
        Field.Week => TimeKind.Week,
        Field.Month => TimeKind.Month,
        Field.Day or Field.FirstDay or Field.LastDay or Field.Published => TimeKind.Day,
        _ => TimeKind.Any,
    };

    private IEnumerable<int> ColumnsOf(params Field[] fields) =>
        Enumerable.Range(0, Columns.Length).Where(i => fields.Contains(Columns[i].Field));
}
