using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Entry.Cells;

namespace SU7Tracker.Web.Entry;

/// <summary>What is being entered of a vehicle: the cells that are typed, and how they read against its record.</summary>
public sealed class EntrySheet
{
    private readonly List<GridRow> _added = [];

    /// <summary>The record that the cells are read against; null where there is no such vehicle.</summary>
    public GridRecord? Record { get; private set; }
    /// <summary>The columns that are shown.</summary>
    public IReadOnlyList<GridColumn> Columns { get; private set; } = [];
    /// <summary>The cells that are typed, in the order in which they were.</summary>
    public IReadOnlyList<TypedCell> Typed { get; private set; } = [];
    /// <summary>What is said once for all of them.</summary>
    public BatchFields Batch { get; private set; } = new();
    /// <summary>How they read.</summary>
    public EntryDraft Draft { get; private set; } = EntryDraft.Empty;
    /// <summary>How many of them were kept from an earlier visit; 0 once they are saved or discarded.</summary>
    public int Restored { get; private set; }
    /// <summary>The id of the cell that was gone to last; empty for none.</summary>
    public string FocusedId { get; private set; } = "";
    /// <summary>What is on record of that cell.</summary>
    public GridCell? Focused { get; private set; }

    /// <summary>How the cell that was gone to last reads; null where nothing is typed in it.</summary>
    public CellReading? FocusedReading => Draft.Cells.FirstOrDefault(c => c.Typed.Id == FocusedId);

    /// <summary>The columns that there may be: those on record and those that are shown.</summary>
    public IReadOnlyList<GridColumn> AllColumns => [.. GridColumn.Of(Record!.History).Concat(Columns).Distinct()];

    /// <summary>Takes a record up, with the columns that are chosen of it. Of another vehicle nothing is typed yet.</summary>
    /// <returns>Whether it is that of another vehicle than before.</returns>
    public bool Open(VehicleHistory? history, GridChoice choice)
    {
        var isOther = Record?.History.Vehicle.Slug != history?.Vehicle.Slug;
        if (isOther)
        {
            (Typed, Draft, Batch, Restored, FocusedId, Focused) = ([], EntryDraft.Empty, new(), 0, "", null);
            _added.Clear();
        }
        Record = history is null ? null
            : ReferenceEquals(history, Record?.History) && Record.Today == choice.Today ? Record
            : new(history, choice.Today);
        Choose(choice);
        return isOther;
    }

    /// <summary>Takes up what the browser kept.</summary>
    public void Restore(KeptEntry kept, GridChoice choice)
    {
        (Typed, Restored, Batch) = (kept.Cells, kept.Cells.Count, kept.ReadBatch());
        Choose(choice);
    }

    /// <summary>The cells to show.</summary>
    public GridSelection Select(GridChoice choice, IReadOnlyDictionary<string, City> cities) =>
        new(Record!, choice.Kind, choice.Rows(Record!, Columns, _added, Typed), Columns, cities);

    /// <summary>Adds a row of some days.</summary>
    /// <returns>The row, and its first cell.</returns>
    public (string Row, string Cell) AddRow(Period days)
    {
        var row = new GridRow(days);
        _added.Add(row);
        return (row.Id, $"{row.Id}|{Columns[0].Id}");
    }

    /// <summary>Goes to a cell; what names none is ignored.</summary>
    public void Focus(string id)
    {
        if (id.Split('|') is [var row, var column] && GridRow.Parse(row) is { } days
            && GridColumn.Parse(Record!.History.Vehicle.Slug, column) is { } counted)
        {
            (FocusedId, Focused) = (id, Record.Of(counted.KeyIn(days.Days)));
        }
    }

    /// <summary>Takes up cells that were typed since, and leaves out those that are typed no longer.</summary>
    public void Type(IReadOnlyList<TypedCell> changed, IReadOnlyCollection<string> gone)
    {
        var now = changed.ToDictionary(c => c.Id);
        var kept = Typed.Where(t => !gone.Contains(t.Id)).Select(t => now.Remove(t.Id, out var typed) ? typed : t).ToList();
        Type([.. kept, .. changed.Where(c => now.ContainsKey(c.Id))]);
    }

    /// <summary>Takes up all cells that are typed.</summary>
    public void Type(IReadOnlyList<TypedCell> typed)
    {
        Typed = typed;
        Restored = Typed.Count == 0 ? 0 : Restored;
    }

    /// <summary>Reads the cells against the record.</summary>
    /// <returns>
    /// Those that are on record already: saved by oneself before an answer was lost, or by somebody who typed the same.
    /// </returns>
    public IReadOnlyList<string> Read()
    {
        Draft = EntryDraft.Read(Record!, Typed, Batch);
        Focused = Focused is null ? null : Record!.Of(Focused.Key);
        return [.. Draft.Same.Where(c => c.Typed.Base != c.Cell!.Base).Select(c => c.Typed.Id)];
    }

    /// <summary>Marks the cells that the store has refused. Conflicts are found by reading them against the newer record.</summary>
    /// <param name="sent">The draft that was sent.</param>
    /// <param name="rows">What became of those of its cells that were ready.</param>
    public void Refuse(EntryDraft sent, IReadOnlyList<PublishedRow> rows) => Draft = Draft.Refused(
        sent.Ready.Zip(rows).Where(r => r.Second is { Problem: not null, IsConflict: false })
            .ToDictionary(r => r.First.Typed.Id, r => r.Second.Problem!.Text(CultureInfo.CurrentCulture)));

    /// <summary>Takes out the cells that are saved, and those that say what is on record.</summary>
    /// <returns>Their ids.</returns>
    public IReadOnlyCollection<string> TakeSaved()
    {
        var ids = Draft.Ready.Concat(Draft.Same).Select(c => c.Typed.Id).ToHashSet();
        (Typed, Restored) = ([.. Typed.Where(t => !ids.Contains(t.Id))], 0);
        Batch = Typed.Count == 0 ? Batch.Next() : Batch;
        return ids;
    }

    /// <summary>Forgets what is said of all cells; the browser takes the cells out itself.</summary>
    public void Discard() => (Restored, Batch) = (0, Batch.Next());

    private void Choose(GridChoice choice) => Columns = Record is null ? [] : choice.Columns(Record.History, Typed);
}
