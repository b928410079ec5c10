using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>All cells that are typed and not saved, read against the record.</summary>
public sealed class EntryDraft
{
    /// <summary>Nothing is typed.</summary>
    public static EntryDraft Empty { get; } = new([]);

    private EntryDraft(IReadOnlyList<CellReading> cells) => Cells = cells;

    /// <summary>The cells in the order in which they were typed.</summary>
    public IReadOnlyList<CellReading> Cells { get; }
    /// <summary>Those that can be saved.</summary>
    public IEnumerable<CellReading> Ready => Cells.Where(c => c.State == CellState.Ready);
    /// <summary>Those that say what is on record already.</summary>
    public IEnumerable<CellReading> Same => Cells.Where(c => c.State == CellState.Same);
    /// <summary>Those that cannot be read.</summary>
    public IEnumerable<CellReading> Wrong => Cells.Where(c => c.State == CellState.Wrong);
    /// <summary>Those of which something must be said first.</summary>
    public IEnumerable<CellReading> Asks => Cells.Where(c => c.State == CellState.Asks);
    /// <summary>Those of which somebody has recorded something meanwhile.</summary>
    public IEnumerable<CellReading> Conflicts => Cells.Where(c => c.State == CellState.Conflict);
    /// <summary>Whether something must be answered before anything is saved.</summary>
    public bool IsOpen => Asks.Any() || Conflicts.Any();

    /// <summary>How far it is from being saved, in words.</summary>
    public string StateText
    {
        get
        {
            var parts = new List<string>();
            if (Cells.Count > 0)
            {
                parts.Add(GridTexts.StateChanged.With(Cells.Count));
            }
            if (Wrong.Count() is > 0 and var wrong)
            {
                parts.Add(GridTexts.StateWrong.With(wrong));
            }
            if (Asks.Count() + Conflicts.Count() is > 0 and var open)
            {
                parts.Add(GridTexts.StateOpen.With(open));
            }
            return string.Join(" · ", parts.Count == 0 ? [GridTexts.StateNothing] : [.. parts, GridTexts.StateKept]);
        }
    }

    /// <summary>What the button that saves it says.</summary>
    public string SaveText => Cells.Count(c => c.State is CellState.Ready or CellState.Asks or CellState.Conflict) switch
        {
            0 => EntryTexts.Save,
            1 => GridTexts.SaveFigure,
            var count => GridTexts.SaveFigures.With(count),
        };

    /// <summary>Why it cannot be saved as it is; null where it can.</summary>
    public string? WhyNotSaved => IsOpen ? GridTexts.AnswerFirst
        : Ready.Any() ? null
        : Wrong.Any() ? GridTexts.NothingReadable
        : GridTexts.NothingToSave;

    /// <summary>What is said once it is saved.</summary>
    /// <param name="rows">What became of the cells that were ready.</param>
    public string SavedText(IEnumerable<PublishedRow> rows)
    {
        var saved = rows.Count(r => r.Result is Result.New or Result.Revision);
        return (saved == 1 ? GridTexts.SavedOne : GridTexts.Saved.With(saved))
            + (Wrong.Any() ? " " + GridTexts.StillTyped.With(Wrong.Count()) : "");
    }

    /// <summary>What would be recorded.</summary>
    public IReadOnlyList<FigureDraft> Drafts => [.. Ready.Select(c => c.Draft!)];

    /// <summary>The figures that the record would have, also of cells of which something must still be said.</summary>
    public IReadOnlyList<Figure> Figures =>
        [.. Cells.Where(c => c.State is CellState.Ready or CellState.Asks).Select(c => c.Figure).OfType<Figure>()];

    /// <summary>Reads cells.</summary>
    /// <param name="record">What is on record.</param>
    /// <param name="typed">The cells.</param>
    /// <param name="batch">What is said once for all of them.</param>
    public static EntryDraft Read(GridRecord record, IEnumerable<TypedCell> typed, BatchFields batch)
    {
        var reader = new CellReader(record, batch);
        IReadOnlyList<CellReading> cells = [.. typed.Select(reader.Read)];
        var unusual = new Unusual(record, cells);
        return new([.. cells.Select(c => c.State is CellState.Ready ? WithWarnings(c, unusual) : c)]);
    }

    /// <summary>The same where the store has refused cells.</summary>
    /// <param name="problems">What is wrong, by the id of the cell.</param>
    public EntryDraft Refused(IReadOnlyDictionary<string, string> problems) => new(
        [
            .. Cells.Select(c =>
                problems.TryGetValue(c.Typed.Id, out var problem) ? c with { State = CellState.Wrong, Words = problem } : c),
        ]);

    private static CellReading WithWarnings(CellReading cell, Unusual unusual)
    {
        var warnings = unusual.Of(cell.Figure!).Where(w => cell.Typed.Acknowledged?.Contains(w.Key) != true).ToList();
        return warnings.Count == 0 ? cell : cell with { State = CellState.Asks, Need = Need.Acknowledgement, Warnings = warnings };
    }
}
