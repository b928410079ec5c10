namespace SU7Tracker.Domain;

/// <summary>
/// What a figure counts: a series, a reading and days. Publications of one source with the same key are revisions of one figure.
/// </summary>
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

    /// <summary>The first day that the figure covers; of a cumulative one the day it is stated for.</summary>
    public DateOnly First => Start ?? End;

    /// <summary>
    /// The day on which a first publication of the figure became known: its publication day, else that of its source; of a count never
    /// before its days have ended, and without a day of its own not before the day after; where no day is known, the day after the
    /// period.
    /// </summary>
    /// <param name="publishedOn">The publication day of the figure, when stated.</param>
    /// <param name="sourcePublishedOn">The publication day of its source, when known.</param>
    public DateOnly KnownOn(DateOnly? publishedOn, DateOnly? sourcePublishedOn = null) =>
        Series.IsPlan ? publishedOn ?? sourcePublishedOn ?? End.AddDays(1)
        : publishedOn is { } day ? Later(day, End)
        : Later(sourcePublishedOn ?? DateOnly.MinValue, End.AddDays(1));

    internal static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
