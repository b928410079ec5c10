using System.Globalization;

namespace SU7Tracker.Domain;

/// <summary>One published count, as it was published. A figure once recorded never changes; a correction is a further revision.</summary>
/// <param name="Key">What was counted, and when.</param>
/// <param name="Quantity">The published quantity, in units.</param>
/// <param name="PublishedOn">The day it became public, when stated.</param>
/// <param name="Source">The id of the source.</param>
public sealed record Figure(FigureKey Key, Quantity Quantity, DateOnly? PublishedOn, string Source)
{
    // What is published are whole numbers and a word. A quantity holds fractions, and takes three times the memory.
    private readonly (long? Low, long? High) _stated = Quantity.Stated;
    private DateOnly? _knownOn;
    private string? _origin;

    /// <summary>The published quantity, in units.</summary>
    public Quantity Quantity
    {
        get => Quantity.Published(Qualifier, _stated.Low, _stated.High);
        init => (_stated, Qualifier) = (value.Stated, value.Qualifier);
    }

    /// <summary>How the quantity is said.</summary>
    internal Qualifier Qualifier { get; private init; } = Quantity.Qualifier;

    /// <summary>The reason that corrects what was mistyped here and never public.</summary>
    public const string TypingError = "typing error";

    private const string Since = " since revision ";

    /// <summary>The longest note or reason, in characters.</summary>
    public const int MaxNoteLength = 1000;

    /// <summary>What else the source says; may be empty.</summary>
    public string Note { get; init; } = "";
    /// <summary>Why the figure was changed; empty for a first publication.</summary>
    public string Reason { get; init; } = "";
    /// <summary>Grows from revision to revision of the same key and source; gaps are allowed.</summary>
    public int Revision { get; init; } = 1;
    /// <summary>Whether this revision takes the figure back.</summary>
    public bool Withdrawn { get; init; }
    /// <summary>When it was recorded here.</summary>
    public DateTimeOffset RecordedAt { get; init; }
    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; init; } = "";
    /// <summary>
    /// The id of the source under which it is on record; another than that of <see cref="Source"/> where that one is an alias.
    /// </summary>
    public string Origin => _origin ?? Source;

    /// <summary>What is counted.</summary>
    public Series Series => Key.Series;

    /// <summary>The day it became known. It is right once the revisions of the figure were dated together by <see cref="Dated"/>.</summary>
    public DateOnly KnownOn => _knownOn ?? Key.KnownOn(PublishedOn);

    /// <summary>Whether a correction of a typing error has taken its place on every day, so that it never stands.</summary>
    public bool IsReplaced { get; private init; }

    /// <summary>
    /// Whether it corrects what was mistyped here and never public: its reason is <c>typing error</c>, which speaks of the revision before
    /// it, or <c>typing error since revision 2</c>, which speaks of that one and all after it; alone or followed by a colon and words.
    /// </summary>
    public bool IsTypingError => IsTypingErrorReason(Reason);

    /// <summary>Whether a reason says that revisions before it were mistyped.</summary>
    public static bool IsTypingErrorReason(string reason) => FirstMistyped(reason) is not null;

    /// <summary>The reason that a revision and all after it were never public.</summary>
    public static string TypingErrorSince(int revision) => string.Create(CultureInfo.InvariantCulture, $"{TypingError}{Since}{revision}");

    // The revision from which on a reason calls all mistyped; the highest number where it speaks of the one before alone.
    private static int? FirstMistyped(string reason)
    {
        if (!reason.StartsWith(TypingError, StringComparison.Ordinal))
        {
            return null;
        }
        var rest = reason.AsSpan(TypingError.Length);
        var head = rest.IndexOf(':') is >= 0 and var colon ? rest[..colon] : rest;
        return head.IsEmpty ? int.MaxValue
            : head.StartsWith(Since, StringComparison.Ordinal)
                && int.TryParse(head[Since.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first
            : null;
    }

    /// <summary>Dates the revisions of one figure.</summary>
    /// <remarks>
    /// A first revision is known on its publication day, else on that of its source (<see cref="FigureKey.KnownOn"/>). A later one without
    /// a publication day is known on the later of the day after its period and the day on which what it corrects was known. The correction
    /// of a typing error takes the place of the revision before it: it is known on the earlier of both days, and the other never stands.
    /// One that speaks of several is known with the revision before them, so that the figure stands on every day as it did without them.
    /// </remarks>
    /// <param name="revisions">All revisions of one key and source, by number.</param>
    /// <param name="sourcePublishedOn">The publication day of the source, when known.</param>
    public static IReadOnlyList<Figure> Dated(IReadOnlyList<Figure> revisions, DateOnly? sourcePublishedOn)
    {
        if (revisions.Count == 1)
        {
            var only = revisions[0].KnownFrom(revisions[0].Key.KnownOn(revisions[0].PublishedOn, sourcePublishedOn));
            return ReferenceEquals(only, revisions[0]) ? revisions : [only];
        }
        var dated = new Figure[revisions.Count];
        var latest = DateOnly.MinValue;   // on which one of those before that may stand was known
        for (var i = 0; i < dated.Length; i++)
        {
            var figure = revisions[i];
            DateOnly knownOn;
            if (i > 0 && FirstMistyped(figure.Reason) is { } first)
            {
                var from = i - 1;
                while (from > 0 && dated[from - 1].Revision >= first)
                {
                    from--;
                }
                var mistyped = dated.AsSpan(from, i - from);
                var earliest = mistyped[0].KnownOn;
                foreach (ref var wrong in mistyped)
                {
                    earliest = wrong.KnownOn < earliest ? wrong.KnownOn : earliest;
                    wrong = wrong with { IsReplaced = true };
                }
                var own = figure.PublishedOn is null ? earliest : figure.Key.KnownOn(figure.PublishedOn);
                knownOn = first < int.MaxValue && from > 0 ? dated[from - 1].KnownOn : own < earliest ? own : earliest;
                latest = dated[..from].Where(f => !f.IsReplaced).Select(f => f.KnownOn).DefaultIfEmpty(DateOnly.MinValue).Max();
            }
            else
            {
                knownOn = i > 0 && figure.PublishedOn is null
                    ? FigureKey.Later(latest, figure.Series.IsPlan ? latest : figure.Key.End.AddDays(1))
                    : figure.Key.KnownOn(figure.PublishedOn, sourcePublishedOn);
            }
            dated[i] = figure.KnownFrom(knownOn);
            latest = FigureKey.Later(latest, knownOn);
        }
        return dated;
    }

    /// <summary>Makes the revisions of several sources that are one those of one figure, in the order in which they became known.</summary>
    /// <param name="dated">The revisions under each id, as <see cref="Dated"/> has dated them.</param>
    /// <param name="source">The id of the source that they all are.</param>
    public static IReadOnlyList<Figure> Merged(IEnumerable<IReadOnlyList<Figure>> dated, string source) =>
        [
            .. dated.SelectMany(f => f)
                .OrderBy(f => (f.KnownOn, f.Revision))
                .ThenBy(f => f.Origin == source)
                .ThenBy(f => f.Origin, StringComparer.Ordinal)
                .Select(f => f.Source == source ? f : f with { Source = source, _origin = f.Origin }),
        ];

    private Figure KnownFrom(DateOnly day) => KnownOn == day ? this : this with { _knownOn = day };

    /// <summary>
    /// Returns the one of a figure's revisions that stands on a day: of those known then the latest known, then the highest revision.
    /// Null when none was known, or when the last took the figure back.
    /// </summary>
    /// <param name="revisions">All revisions of one key and source, as <see cref="Dated"/> has dated them.</param>
    /// <param name="asOf">The day.</param>
    public static Figure? Standing(IEnumerable<Figure> revisions, DateOnly asOf)
    {
        Figure? standing = null;
        foreach (var figure in revisions)
        {
            if (!figure.IsReplaced && figure.KnownOn <= asOf
                && (standing is null || (figure.KnownOn, figure.Revision).CompareTo((standing.KnownOn, standing.Revision)) >= 0))
            {
                standing = figure;
            }
        }
        return standing is { Withdrawn: true } ? null : standing;
    }
}
