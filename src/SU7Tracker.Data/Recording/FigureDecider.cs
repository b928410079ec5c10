using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Decides what figures become, of which the revisions on record are known. It neither reads nor writes.</summary>
internal static class FigureDecider
{
    /// <summary>The code of the problem that somebody else has recorded a revision meanwhile.</summary>
    public const string Conflict = "Conflict";

    /// <summary>The code of the problem that a revision was expected where there is none.</summary>
    public const string NoneYet = "ConflictNoneYet";

    /// <summary>The code of the problem that another source has spoken of the same days meanwhile.</summary>
    public const string OfAnother = "ConflictOfAnother";

    /// <summary>Decides rows that are all of one key and source.</summary>
    /// <param name="recorded">The revisions on record, by number.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="sourceDay">The publication day of the source, when known.</param>
    /// <param name="author">Who writes.</param>
    public static IEnumerable<Decision> Decide(
        IReadOnlyList<Figure> recorded,
        IReadOnlyList<Incoming> rows,
        DateOnly? sourceDay,
        string author)
    {
        var revisions = recorded.ToList();
        var undecided = rows.Count == 1 ? rows : InOrder(rows, sourceDay);
        foreach (var row in undecided)
        {
            var draft = row.Draft;
            if (draft.ExpectedRevision is { } expected)
            {
                if (expected != (recorded.Count == 0 ? 0 : recorded[^1].Revision))
                {
                    yield return Repeated(recorded, draft, expected, author) is { } repeated
                        ? new(row.Line, Result.Unchanged, repeated)
                        : new(
                            row.Line,
                            Result.Rejected,
                            0,
                            recorded.Count == 0
                                ? new("expectedRevision", NoneYet, expected)
                                : new("expectedRevision", Conflict, expected, recorded[^1].Revision));
                    continue;
                }
                if (recorded.Count > 0 && IsSame(recorded[^1], draft, sourceDay))
                {
                    yield return new(row.Line, Result.Unchanged, expected);
                    continue;
                }
                if (recorded.Count > 0 && !Figure.IsTypingErrorReason(draft.Reason) && draft.PublishedOn is not null
                    && Figure.Dated(recorded, sourceDay)[^1].KnownOn is var known && draft.Key.KnownOn(draft.PublishedOn) < known)
                {
                    yield return new(
                        row.Line,
                        Result.Rejected,
                        0,
                        new("published_on", "PublishedBeforeNamed", Rules.Iso(draft.PublishedOn.Value), expected, Rules.Iso(known)));
                    continue;
                }
                // What came along with the same expectation twice is one revision.
                if (revisions.Find(f => f.Revision > expected && IsSame(f, draft, sourceDay)) is { } twice)
                {
                    yield return new(row.Line, Result.Unchanged, twice.Revision);
                    continue;
                }
            }
            else if (row.Given is { } given)
            {
                if (revisions.Find(f => f.Revision == given) is { } there && IsSame(there, draft, sourceDay))
                {
                    yield return new(row.Line, Result.Unchanged, Standing(revisions, sourceDay));
                    continue;
                }
                if (revisions.Count > 0 && given <= revisions[^1].Revision)
                {
                    yield return new(row.Line, Result.Rejected, 0, new("revision", "RevisionTaken", given, revisions[^1].Revision + 1));
                    continue;
                }
            }
            else if (revisions.Exists(f => IsSame(f, draft, sourceDay)))
            {
                yield return new(row.Line, Result.Unchanged, Standing(revisions, sourceDay));
                continue;
            }
            if (revisions.Count == 0 && draft.Withdrawn && (row.Given is null or 1))
            {
                yield return new(row.Line, Result.Rejected, 0, new("withdrawn", "NothingToWithdraw"));
                continue;
            }
            // A plan has a day of its own or of its source, unless it corrects one that has.
            if (draft.Key.Series.IsPlan && draft.PublishedOn is null && sourceDay is null && (revisions.Count == 0 || !Corrects(draft)))
            {
                yield return new(row.Line, Result.Rejected, 0, new("published_on", "PlanDayNeeded"));
                continue;
            }
            var revision = row.Given ?? (revisions.Count == 0 ? 1 : revisions[^1].Revision + 1);
            yield return new(row.Line, revisions.Count == 0 ? Result.New : Result.Revision, revision);
            revisions.Add(ToFigure(draft, revision, author));
        }
    }

    /// <summary>The figure that a draft becomes.</summary>
    public static Figure ToFigure(FigureDraft draft, int revision, string author) =>
        new(draft.Key, draft.Quantity, draft.PublishedOn, draft.Source)
        {
            Note = draft.Note,
            Reason = draft.Reason,
            Withdrawn = draft.Withdrawn,
            Revision = revision,
            RecordedBy = author,
        };

    // Rows of a file are revisions by the day they became known, then by line. One that corrects another and states no day of its own,
    // or corrects a typing error, follows those on the lines before it.
    private static IEnumerable<Incoming> InOrder(IReadOnlyList<Incoming> rows, DateOnly? sourceDay)
    {
        var latest = DateOnly.MinValue;
        var dated = new List<(Incoming Row, DateOnly Day)>(rows.Count);
        foreach (var row in rows.OrderBy(r => r.Line))
        {
            var draft = row.Draft;
            var day = draft.Key.KnownOn(draft.PublishedOn, sourceDay);
            if (
                dated.Count > 0
                && (Figure.IsTypingErrorReason(draft.Reason) || (draft.PublishedOn is null && Corrects(draft) && latest > day)))
            {
                day = latest;
            }
            latest = day > latest ? day : latest;
            dated.Add((row, day));
        }
        return dated.OrderBy(r => r.Row.Given ?? int.MaxValue).ThenBy(r => r.Day).ThenBy(r => r.Row.Line).Select(r => r.Row);
    }

    private static bool Corrects(FigureDraft draft) => draft.Withdrawn || draft.Reason.Length > 0;

    private static bool IsSame(Figure figure, FigureDraft draft, DateOnly? sourceDay) =>
        figure.Withdrawn == draft.Withdrawn
        && figure.Quantity.Qualifier == draft.Quantity.Qualifier
        && figure.Quantity.Stated == draft.Quantity.Stated
        && draft.Key.KnownOn(figure.PublishedOn, sourceDay) == draft.Key.KnownOn(draft.PublishedOn, sourceDay);

    // A write whose answer was lost and that comes again: the same author recorded just this upon the revision that it expects.
    private static int? Repeated(IReadOnlyList<Figure> recorded, FigureDraft draft, int expected, string author) =>
        recorded.FirstOrDefault(f => f.Revision > expected) is { } next
        && next.RecordedBy == author
        && next.PublishedOn == draft.PublishedOn
        && next.Note == draft.Note
        && next.Reason == draft.Reason
        && next.Withdrawn == draft.Withdrawn
        && next.Quantity == draft.Quantity
            ? next.Revision
            : null;

    // The revision that stands, or that has taken the figure back.
    private static int Standing(List<Figure> revisions, DateOnly? sourceDay) => revisions.Count == 1 ? revisions[0].Revision
        : Figure.Dated(revisions, sourceDay).Where(f => !f.IsReplaced).MaxBy(f => (f.KnownOn, f.Revision))!.Revision;
}
