using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Entry;

/// <summary>A headline number that a draft changes, as it would read before and after.</summary>
public sealed record HeadlineChange(string Title, string Unit, string Before, string After);

/// <summary>What a draft would change if it were saved now.</summary>
/// <param name="Result">What would become of it.</param>
/// <param name="Standing">The figure that it would replace.</param>
/// <param name="Changes">The headline numbers that would read differently.</param>
/// <param name="Contradictions">The figures that would be set aside and are not now.</param>
/// <param name="After">The day after the draft becomes known, when that day is still to come.</param>
public sealed record EntryPreview(
    PublishedRow Result,
    Figure? Standing,
    IReadOnlyList<HeadlineChange> Changes,
    IReadOnlyList<Contradiction> Contradictions,
    DateOnly? After)
{
    /// <summary>Derives the record with and without a draft.</summary>
    public static EntryPreview Of(VehicleHistory history, FigureDraft draft, PublishedRow result, DateOnly today, CultureInfo culture)
    {
        var figure = new Figure(draft.Key, draft.Quantity, draft.PublishedOn, draft.Source)
        {
            Withdrawn = draft.Withdrawn,
            Revision = int.MaxValue,
        };
        var day = figure.KnownOn > today ? figure.KnownOn : today;
        var before = history.AsOf(day);
        var after = result is { Result: Data.Result.Unchanged }
            ? before
            : history.Family.With([figure]).Find(history.Vehicle.Slug)!.AsOf(day);
        var aside = before.Curve(draft.Key.Series)?.Contradictions.Select(c => c.Figure!.Key).ToHashSet() ?? [];
        return new(
            result,
            before.Figures(draft.Key.Series).FirstOrDefault(f => f.Key == draft.Key),
            [
                .. Headline(before)
                    .Zip(Headline(after))
                    .Select(m => new HeadlineChange(
                        m.First.Title(culture),
                        m.First.Unit.ToString(),
                        Read(m.First, culture),
                        Read(m.Second, culture)))
                    .Where(c => c.Before != c.After),
            ],
            [.. after.Curve(draft.Key.Series)?.Contradictions.Where(c => !aside.Contains(c.Figure!.Key)) ?? []],
            day > today ? day : null);
    }

    private static IReadOnlyList<Metric> Headline(Snapshot snapshot) => new Metrics(snapshot, MonthBasis.FourWeeks).All;

    private static string Read(Metric metric, CultureInfo culture) => metric.Text(culture) ?? EntryTexts.NotKnown;
}
