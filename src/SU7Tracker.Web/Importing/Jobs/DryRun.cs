using System.Collections.Immutable;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Importing;

/// <summary>What saving would make of each row of an import.</summary>
public sealed class DryRun
{
    /// <summary>The most figures, of those on record of a family of vehicles and of those that would be, that are derived.</summary>
    public const int MostDerived = 20_000;

    /// <summary>Counts the rows of each result.</summary>
    /// <param name="items">The rows in the order of the sheet.</param>
    /// <param name="before">The vehicles that they are about, as they stand before saving.</param>
    public DryRun(IReadOnlyList<ImportItem> items, IReadOnlyDictionary<string, Snapshot> before)
    {
        (Items, Before) = (items, before);
        Counts = items.CountBy(i => i.Result).ToImmutableDictionary(c => c.Key, c => c.Value);
        Ordered = [.. items.OrderBy(i => i.Result)];
        Changes = items.Count(i => i.IsExplained) + (Unexplained = ChangesWithoutReason(items).Count());
    }

    /// <summary>The rows in the order of the sheet.</summary>
    public IReadOnlyList<ImportItem> Items { get; }

    /// <summary>The rows, rejected ones first.</summary>
    public IReadOnlyList<ImportItem> Ordered { get; }

    /// <summary>The vehicles that the rows are about, as they stand before saving.</summary>
    public IReadOnlyDictionary<string, Snapshot> Before { get; }

    /// <summary>How many rows have each result.</summary>
    public ImmutableDictionary<ImportResult, int> Counts { get; }

    /// <summary>How many rows have a result.</summary>
    public int this[ImportResult result] => Counts.GetValueOrDefault(result);

    /// <summary>How many rows saving would record.</summary>
    public int Savable => this[ImportResult.New] + this[ImportResult.Revision] + this[ImportResult.Disputed];

    /// <summary>How many published figures saving would change for a reason that is given once for all.</summary>
    public int Changes { get; }

    /// <summary>How many of them have none yet.</summary>
    public int Unexplained { get; }

    /// <summary>
    /// The rows that change a figure on record and do not say why. Of a figure of which the rows bring the first revision as well, what
    /// follows is part of what was published.
    /// </summary>
    public static IEnumerable<ImportItem> ChangesWithoutReason(IReadOnlyList<ImportItem> items)
    {
        var changes = items.Where(i => i.IsRevision && i.Draft!.Reason.Length == 0).ToList();
        if (changes.Count == 0)
        {
            return changes;
        }
        var begun = items.Where(i => i.Draft is not null && i is { IsRevision: false, Result: ImportResult.New or ImportResult.Disputed })
            .Select(i => (i.Draft!.Key, i.Draft.Source)).ToHashSet();
        return changes.Where(i => !begun.Contains((i.Draft!.Key, i.Draft.Source)));
    }

    /// <summary>The figures that saving would record.</summary>
    public IEnumerable<ImportItem> Recorded =>
        Items.Where(i => i.Result is ImportResult.New or ImportResult.Revision or ImportResult.Disputed);

    /// <summary>The bounds that the record allows before saving; null for plans and open orders, and where there are too many.</summary>
    public Quantity? Allowed(FigureDraft draft) =>
        !draft.Key.Series.IsPlan && !draft.Key.Series.IsOpenOrders && Before.GetValueOrDefault(draft.Key.Series.Vehicle) is { } before
        && before.History.Family.Count <= MostDerived
            ? before.Between(draft.Key.Series, draft.Key.Period?.Before, draft.Key.End)
            : null;

    /// <summary>The figure that stands where an item would be recorded; null where none does.</summary>
    public Figure? Standing(ImportItem item) =>
        item.Draft is { } draft && Before.GetValueOrDefault(draft.Key.Series.Vehicle) is { } before
            && before.History.Revisions.GetValueOrDefault(draft.Key.Series)?
                .FirstOrDefault(r => r[0].Key == draft.Key && r.Any(f => f.Origin == draft.Source)) is { } revisions
            ? Figure.Standing(revisions, DateOnly.MaxValue)
            : null;
}
