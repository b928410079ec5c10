namespace SU7Tracker.Domain;

/// <summary>What makes two publications revisions of one figure: the same series, reading and days.</summary>
/// <param name="Series">What is counted.</param>
/// <param name="Reading">How it is counted.</param>
/// <param name="Start">The first day; null for a cumulative figure.</param>
/// <param name="End">The last day.</param>
public sealed record FigureKey(Series Series, Reading Reading, DateOnly? Start, DateOnly End)
{
    /// <summary>The days of a figure that counts within a period; null for a cumulative one.</summary>
    public Period? Period => Start is { } start ? new Period(start, End) : null;

    /// <summary>The key of a count within a period.</summary>
    public static FigureKey InPeriod(Series series, Period period) => new(series, Reading.InPeriod, period.Start, period.End);

    /// <summary>The key of a count up to the end of a day.</summary>
    public static FigureKey Cumulative(Series series, DateOnly day) => new(series, Reading.Cumulative, null, day);

    /// <summary>The first day that the figure speaks of: a cumulative one is heard first on the day it is stated for.</summary>
    public DateOnly First => Start ?? End;

    /// <summary>The day that a publication of the figure became known: its publication day, else the day after its period ends.</summary>
    public DateOnly KnownOn(DateOnly? publishedOn) => publishedOn ?? End.AddDays(1);
}

/// <summary>One published count, as it was published. A figure once recorded never changes; a correction is a further revision.</summary>
/// <param name="Key">What was counted, and when.</param>
/// <param name="Quantity">The published quantity, in units.</param>
/// <param name="PublishedOn">The day it became public, when stated.</param>
/// <param name="Source">The id of the source.</param>
public sealed record Figure(FigureKey Key, Quantity Quantity, DateOnly? PublishedOn, string Source)
{
    // What is published are whole numbers and a word. A quantity holds fractions, and takes three times the memory.
    private readonly (long? Low, long? High) _stated = Quantity.Stated;

    /// <summary>The published quantity, in units.</summary>
    public Quantity Quantity
    {
        get => Quantity.Published(Qualifier, _stated.Low, _stated.High);
        init => (_stated, Qualifier) = (value.Stated, value.Qualifier);
    }

    /// <summary>How the quantity is said.</summary>
    internal Qualifier Qualifier { get; private init; } = Quantity.Qualifier;

    /// <summary>The longest note or reason, in characters.</summary>
    public const int MaxNoteLength = 1000;

    /// <summary>What else the source says; may be empty.</summary>
    public string Note { get; init; } = "";
    /// <summary>Why the figure was changed; empty for a first publication.</summary>
    public string Reason { get; init; } = "";
    /// <summary>1 for the first that was recorded of its key.</summary>
    public int Revision { get; init; } = 1;
    /// <summary>Whether this revision takes the figure back.</summary>
    public bool Withdrawn { get; init; }
    /// <summary>When it was recorded here.</summary>
    public DateTimeOffset RecordedAt { get; init; }
    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; init; } = "";

    /// <summary>What is counted.</summary>
    public Series Series => Key.Series;

    /// <summary>The day it became known: its publication day, else the day after its period ends.</summary>
    public DateOnly KnownOn => Key.KnownOn(PublishedOn);

    /// <summary>Of the revisions of one figure those known on a day, the one that stands: the latest known, then the highest revision; null when none was known or the last took it back.</summary>
    public static Figure? Standing(IEnumerable<Figure> revisions, DateOnly asOf)
    {
        Figure? standing = null;
        foreach (var figure in revisions)
        {
            if (figure.KnownOn > asOf
                || (standing is not null && (figure.KnownOn, figure.Revision).CompareTo((standing.KnownOn, standing.Revision)) < 0))
            {
                continue;
            }
            standing = figure;
        }
        return standing is { Withdrawn: true } ? null : standing;
    }
}
