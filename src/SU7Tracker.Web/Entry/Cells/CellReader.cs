using System.Globalization;
using System.Text.RegularExpressions;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>Reads typed cells against the record: what each says, what it would record, and what must be said first.</summary>
public sealed partial class CellReader(GridRecord record, BatchFields batch)
{
    /// <summary>As <see cref="TypedCell.Target"/>: the cell states another figure beside those on record.</summary>
    public const string Another = "+";

    private static readonly string[] Withdrawals = ["-", "–", "—", "−"];

    /// <summary>Reads a cell.</summary>
    public CellReading Read(TypedCell typed)
    {
        if (typed.Id.Split('|') is not [var rowId, var columnId] || GridRow.Parse(rowId) is not { } row
            || GridColumn.Parse(record.History.Vehicle.Slug, columnId) is not { } column)
        {
            return new(typed, typed.Id, CellState.Wrong, GridTexts.NoCell);
        }
        var cell = record.Of(column.KeyIn(row.Days));
        var reading = ReadIn(typed, cell) with { Cell = cell };
        reading = reading.Draft is { } draft
            ? reading with { Draft = draft with { SeenOfOthers = cell.LatestBut(draft.Source) } }
            : reading;
        return typed.Base == cell.Base || reading.State is CellState.Wrong or CellState.Same ? reading
            : IsOnRecord(reading) ? reading with { State = CellState.Same, Words = GridTexts.OnRecord, Draft = null }
            : reading with
            {
                State = CellState.Conflict, Need = Need.None, Words = GridTexts.ConflictWords.With(typed.Was, Shown(cell), typed.Text),
            };
    }

    /// <summary>What is on record of a cell, for a reader.</summary>
    public static string Shown(GridCell cell) =>
        cell.Standing.Count == 0 ? GridTexts.NothingOnRecord
        : string.Join(" / ", cell.Standing.Select(f => f.Quantity.Display()));

    private CellReading ReadIn(TypedCell typed, GridCell cell)
    {
        var name = NameOf(cell.Key);
        if (Withdrawals.Contains(typed.Text.Trim()))
        {
            return Withdraw(typed, cell, name);
        }
        if (!Quantity.TryParse(typed.Text, out var quantity, out var problem))
        {
            return new(typed, name, CellState.Wrong, problem.Text(CultureInfo.CurrentCulture)) { Suggestion = Suggest(typed.Text) };
        }
        var understood = Understood(quantity);
        if (Target(typed, cell, out var need) is { } corrected)
        {
            var words = GridTexts.Corrects.With(corrected.Quantity.Display(), SourceName(corrected.Source), understood);
            return Change(typed, corrected, quantity, withdrawn: false, name, words);
        }
        if (need != Need.None)
        {
            return new(typed, name, CellState.Asks, need switch
            {
                Need.Source => GridTexts.NeedsSource,
                Need.Which => GridTexts.NeedsWhich.With(cell.Standing.Count),
                _ => GridTexts.NeedsOthers.With(Shown(cell)),
            })
            { Need = need };
        }
        var source = SourceOf(typed);
        var latest = cell.Latest(source);
        if (cell.StandingOf(source) is { } own)
        {
            return Change(typed, own, quantity, withdrawn: false, name, GridTexts.Revises.With(own.Quantity.Display(), understood));
        }
        if (PublishedOn(typed, cell.Key, out var day) is { } wrong)
        {
            return new(typed, name, CellState.Asks, wrong) { Need = NeedOfDay(typed) };
        }
        var reason = latest is null ? "" : Reason(typed);
        var draft = new FigureDraft(cell.Key, quantity, day, latest?.Origin ?? source)
        {
            Note = typed.Note ?? "", ExpectedRevision = latest?.Revision ?? 0, Reason = reason ?? "",
        };
        // What was taken back comes back for a reason.
        return reason is null
            ? new(typed, name, CellState.Asks, understood + " " + GridTexts.NeedsReason) { Need = Need.Reason, Draft = draft }
            : new(typed, name, CellState.Ready, understood) { Draft = draft };
    }

    // The figure of another source that a cell corrects; null where it states one of its own, or something must be said first.
    private Figure? Target(TypedCell typed, GridCell cell, out Need need)
    {
        need = Need.None;
        var source = SourceOf(typed);
        if (typed.Target is { Length: > 0 } target && target != Another && cell.StandingOf(target) is { } named)
        {
            return named;
        }
        if (cell.StandingOf(source) is not null || cell.Standing.Count == 0 || typed.Target == Another)
        {
            need = source.Length == 0 ? Need.Source : Need.None;
            return null;
        }
        if (batch.Others == BatchFields.Correction)
        {
            need = cell.Standing.Count > 1 ? Need.Which : Need.None;
            return cell.Standing.Count == 1 ? cell.Standing[0] : null;
        }
        need = batch.Others.Length == 0 ? Need.Others : source.Length == 0 ? Need.Source : Need.None;
        return null;
    }

    private CellReading Withdraw(TypedCell typed, GridCell cell, string name)
    {
        var target = typed.Target is { Length: > 0 } chosen ? cell.StandingOf(chosen) : cell.Standing.Count == 1 ? cell.Standing[0] : null;
        return cell.Standing.Count == 0 && typed.Base != cell.Base ? new(typed, name, CellState.Same, GridTexts.OnRecord)
            : cell.Standing.Count == 0 ? new(typed, name, CellState.Wrong, GridTexts.NothingToWithdraw)
            : target is null ? new(typed, name, CellState.Asks, GridTexts.WithdrawsWhich.With(cell.Standing.Count)) { Need = Need.Which }
            : Change(
                typed, target, target.Quantity, withdrawn: true, name,
                GridTexts.Withdraws.With(target.Quantity.Display(), SourceName(target.Source)));
    }

    private CellReading Change(TypedCell typed, Figure standing, Quantity quantity, bool withdrawn, string name, string words)
    {
        var latest = record.Of(standing.Key).Latest(standing.Source)!;
        // What was mistyped here was never public: the figure keeps its day, unless the cell has one of its own.
        var hasOwnDay = typed.Published is { Length: > 0 };
        var isTyping = !hasOwnDay && (typed.Reason is { Length: > 0 } own ? own : batch.Reason) == ChangeReason.Typing;
        var day = standing.PublishedOn;
        var ofOwnSource = SourceOf(typed) == standing.Source;
        if (!isTyping && (ofOwnSource || hasOwnDay || !withdrawn) && PublishedOn(typed, standing.Key, out day) is { } wrong)
        {
            return new(typed, name, CellState.Asks, wrong) { Need = NeedOfDay(typed) };
        }
        day = !isTyping && withdrawn && !ofOwnSource && !hasOwnDay ? null : day;
        if (!withdrawn && quantity == standing.Quantity
            && (isTyping || day is null || day == standing.PublishedOn || day == standing.KnownOn))
        {
            return new(typed, name, CellState.Same, GridTexts.OnRecord);
        }
        var text = Reason(typed);
        // Also where the source is another name of one by now.
        var draft = new FigureDraft(standing.Key, quantity, day, latest.Origin)
        {
            Note = typed.Note ?? standing.Note, Reason = text ?? "", Withdrawn = withdrawn, ExpectedRevision = latest.Revision,
        };
        return text is null
            ? new(typed, name, CellState.Asks, words + " " + GridTexts.NeedsReason) { Need = Need.Reason, Draft = draft }
            : new(typed, name, CellState.Ready, words) { Draft = draft };
    }

    private string? Reason(TypedCell typed) =>
        typed.Reason is { Length: > 0 } ? ChangeReason.Text(typed.Reason, typed.Words) : ChangeReason.Text(batch.Reason, batch.Words);

    // The publication day of a cell: its own, else the batch's, which is never carried over to days that end after it.
    private string? PublishedOn(TypedCell typed, FigureKey key, out DateOnly? day)
    {
        var text = typed.Published is { Length: > 0 } own ? own : batch.Published;
        day = DayText.Read(text);
        return text.Length == 0 || text == TypedCell.NoDay || (day is { } read && (key.Series.IsPlan || read >= key.End)) ? null
            : day is { } early ? GridTexts.NeedsOwnDay.With(early.Display(), key.End.Display())
            : GridTexts.DayUnreadable.With(text);
    }

    private Need NeedOfDay(TypedCell typed) =>
        string.IsNullOrEmpty(typed.Published) && DayText.Read(batch.Published) is null ? Need.BatchDay : Need.OwnDay;

    // Somebody has recorded meanwhile just what is typed: oneself, when the answer to a save was lost.
    private static bool IsOnRecord(CellReading reading) =>
        reading is { Draft: { Withdrawn: false } draft, Cell: { } cell }
        && cell.StandingOf(draft.Source) is { } now && now.Quantity == draft.Quantity && now.PublishedOn == draft.PublishedOn;

    private string SourceOf(TypedCell typed) => typed.Source is { Length: > 0 } own ? own : batch.Source;

    private string SourceName(string id) =>
        record.History.Sources.TryGetValue(id, out var source) && source.Publisher.Length > 0 ? source.Publisher : id;

    /// <summary>Names a cell for a reader.</summary>
    public static string NameOf(FigureKey key) => GridTexts.CellName.With(key.Display(), key.Series.Display());

    /// <summary>Writes what was understood of a quantity: the words of its qualifier and its bounds.</summary>
    public static string Understood(Quantity quantity)
    {
        var (low, high) = (quantity.Low.Display(), quantity.High?.Display() ?? "");
        return quantity.Qualifier switch
        {
            Qualifier.Exact => GridTexts.UnderstoodExact.With(low),
            Qualifier.AtLeast => GridTexts.UnderstoodAtLeast.With(low),
            Qualifier.AtMost => GridTexts.UnderstoodAtMost.With(high),
            Qualifier.About => GridTexts.UnderstoodAbout.With(quantity.Estimate?.Display(), low, high),
            _ => GridTexts.UnderstoodRange.With(low, high),
        };
    }

    // 1.234 may be one thousand or one and a bit: what cannot be a count is asked about, not guessed.
    private static string? Suggest(string text) =>
        PointsBetweenThousands().IsMatch(text) ? text.Replace('.', ',')
        : CommaBeforeFraction().IsMatch(text) ? text.Replace(',', '.')
        : null;

    [GeneratedRegex(@"\A\D*[0-9]{1,3}(?:\.[0-9]{3})+\D*\z")]
    private static partial Regex PointsBetweenThousands();

    [GeneratedRegex(@"\A\D*[0-9]+,[0-9]{1,2}\s*[kKmM万萬亿]\D*\z")]
    private static partial Regex CommaBeforeFraction();
}
