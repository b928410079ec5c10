using System.Runtime.CompilerServices;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Record;

/// <summary>One figure of the record, with the revisions that it has had.</summary>
public sealed class RecordRow
{
    private static readonly ConditionalWeakTable<Snapshot, IReadOnlyList<RecordRow>> Kept = [];

    private RecordRow(IReadOnlyList<Figure> revisions, Figure? standing, Source? source, Contradiction? contradiction, bool leftOut)
    {
        (Revisions, Source, Contradiction) = (revisions, source, contradiction);
        Figure = standing ?? revisions[^1];
        State = standing is null ? RecordState.Withdrawn : contradiction is not null ? RecordState.Disputed : leftOut ? RecordState.LeftOut
            : revisions.Count > 1 ? RecordState.Revised : RecordState.Stands;
    }

    /// <summary>The city that it is of; null where it is of all, or of one that is not on record.</summary>
    public City? City { get; private init; }

    /// <summary>The revision that stands, or the last where none does.</summary>
    public Figure Figure { get; }
    /// <summary>All that were known, in order.</summary>
    public IReadOnlyList<Figure> Revisions { get; }
    /// <summary>Its source; null when it is not on record.</summary>
    public Source? Source { get; }
    /// <summary>Why it is not used; null when it is.</summary>
    public Contradiction? Contradiction { get; }
    /// <summary>What there is to say of it.</summary>
    public RecordState State { get; }
    /// <summary>Names it in addresses.</summary>
    public string Id =>
        string.Join(
            '~',
            Figure.Series.Measure.ToString().ToLowerInvariant(),
            Figure.Series.Basis,
            Figure.Series.City,
            Figure.Key.Start?.Iso(),
            Figure.Key.End.Iso(),
            Figure.Source);

    /// <summary>The figures of a vehicle that were known on its day, the latest first; made once for all readers.</summary>
    public static IReadOnlyList<RecordRow> Of(Snapshot snapshot) =>
        Kept.GetValue(
            snapshot,
            static s =>
            {
                var contradictions = s
                    .Contradictions.Where(c => c.Figure is not null)
                    .DistinctBy(c => (c.Figure!.Key, c.Figure.Source))
                    .ToDictionary(c => (c.Figure!.Key, c.Figure.Source));
                var cities = s.History.Cities.ToDictionary(c => c.Slug);
                return
                [
                    .. s
                        .History.Revisions.Values.SelectMany(series => series)
                        .Select(revisions =>
                            revisions.Count == 1 && revisions[0].KnownOn <= s.AsOf
                                ? revisions
                                : [.. revisions.Where(f => f.KnownOn <= s.AsOf)])
                        .Where(revisions => revisions.Count > 0)
                        .Select(revisions =>
                        {
                            var source = s.History.Sources.GetValueOrDefault(revisions[0].Source);
                            return new RecordRow(
                                revisions,
                                Figure.Standing(revisions, s.AsOf),
                                source,
                                contradictions.GetValueOrDefault((revisions[0].Key, revisions[0].Source)),
                                (source?.Grade ?? Grade.D) > s.Lowest)
                            {
                                City = cities.GetValueOrDefault(revisions[0].Series.City),
                            };
                        })
                        .OrderByDescending(r => r.Figure.Key.End)
                        .ThenBy(r => r.Figure.Series.Measure)
                        .ThenBy(r => r.Figure.Series.Basis, StringComparer.Ordinal)
                        .ThenBy(r => r.Figure.Series.City, StringComparer.Ordinal)
                        .ThenBy(r => r.Figure.Key.First)
                        .ThenBy(r => r.Figure.Source, StringComparer.Ordinal),
                ];
            });

    /// <summary>The rows that hold every word of a search.</summary>
    public static IEnumerable<RecordRow> Search(IEnumerable<RecordRow> rows, string? search) =>
        (search ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Take(8)
            .Aggregate(
                rows,
                (left, word) => left.Where(r => r.Texts().Any(t => t?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)));

    // What a reader may look for, the cheap ones first.
    private IEnumerable<string?> Texts()
    {
        yield return Figure.Source;
        yield return Source?.Publisher;
        yield return Source?.Title;
        yield return Figure.Note;
        yield return Figure.Series.City;
        yield return Figure.Series.Basis;
        yield return Figure.Key.Start?.Iso();
        yield return Figure.Key.End.Iso();
        yield return Figure.Series.Display(City);
        yield return Figure.Key.Display();
        yield return Figure.Quantity.Display();
        yield return Figure.Quantity.ToString();
        yield return Figure.Quantity.Low.ToString();
        foreach (var revision in Revisions)
        {
            yield return revision.Reason;
        }
    }
}
