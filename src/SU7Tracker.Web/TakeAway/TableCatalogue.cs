using SU7Tracker.Web.Compare;
using SU7Tracker.Web.Record;

namespace SU7Tracker.Web.TakeAway;

/// <summary>The tables of all pages by the name that addresses use.</summary>
internal static class TableCatalogue
{
    // A table is one line here.
    private static readonly Dictionary<string, Func<TableContext, ValueTask<TableData>>> Tables = new()
    {
        [RecordTables.Figures] = context => new(RecordTables.OfFigures(context)),
        [RecordTables.Sources] = context => new(RecordTables.OfSources(context)),
        [RecordTables.Milestones] = context => new(RecordTables.OfMilestones(context)),
        [CompareTables.Times] = CompareTables.OfTimesAsync,
        [CompareTables.Makers] = CompareTables.OfMakersAsync,
    };

    /// <summary>How a table is made; null when there is none of that name.</summary>
    public static Func<TableContext, ValueTask<TableData>>? Find(string name) => Tables.GetValueOrDefault(name);
}
