using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Something that the log shows: a write, or a security event.</summary>
/// <param name="At">When.</param>
/// <param name="By">The id of the account that did it, or the name that a command ran under; empty where nobody is known.</param>
public sealed record Activity(DateTimeOffset At, string By)
{
    /// <summary>The write, as further requests name it; null for a security event.</summary>
    public long? Batch { get; init; }
    /// <summary>What a write has recorded: <c>figures</c>, <c>sources</c> …</summary>
    public string What { get; init; } = "";
    /// <summary>The vehicles whose record a write has changed.</summary>
    public IReadOnlyList<string> Vehicles { get; init; } = [];
    /// <summary>How much of a write was new.</summary>
    public int Added { get; init; }
    /// <summary>How much of a write followed what was on record.</summary>
    public int Revised { get; init; }
    /// <summary>The write that this one undoes.</summary>
    public long? Undoes { get; init; }
    /// <summary>The write that has undone this one.</summary>
    public long? UndoneBy { get; init; }

    /// <summary>What a security event is; null for a write.</summary>
    public SecurityKind? Kind { get; init; }
    /// <summary>The id of the account that a security event concerns; empty where none is known.</summary>
    public string Account { get; init; } = "";
    /// <summary>Where a security event came from.</summary>
    public string Address { get; init; } = "";
    /// <summary>What else there is to say of a security event.</summary>
    public string Detail { get; init; } = "";
}

/// <summary>Which part of the log is asked for; what is null or empty does not narrow it.</summary>
public sealed record ActivityQuery
{
    /// <summary>The id of the account that did it or that it concerns, or the name that a command ran under.</summary>
    public string? Person { get; init; }
    /// <summary>A kind of what is written, such as <c>figures</c>.</summary>
    public string? What { get; init; }
    /// <summary>A kind of security event.</summary>
    public SecurityKind? Kind { get; init; }
    /// <summary>Only writes, or only security events; null for both.</summary>
    public bool? Writes { get; init; }
    /// <summary>The slug of a vehicle; security events belong to none.</summary>
    public string? Vehicle { get; init; }
    /// <summary>The first day, in UTC.</summary>
    public DateOnly? From { get; init; }
    /// <summary>The last day, in UTC.</summary>
    public DateOnly? To { get; init; }
    /// <summary>What a note, a reason, a source, a fact, a detail or an address holds.</summary>
    public string? Words { get; init; }
    /// <summary>Where the page before has ended.</summary>
    public ActivityPlace After { get; init; } = ActivityPlace.Start;
    /// <summary>How many.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>A place in the log: the last write and the last security event before it.</summary>
public readonly record struct ActivityPlace(long Write, long Event)
{
    /// <summary>Before the latest.</summary>
    public static ActivityPlace Start { get; } = new(long.MaxValue, long.MaxValue);
}

/// <summary>A part of the log, the latest first.</summary>
/// <param name="Items">What was done.</param>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
public sealed record ActivityPage(IReadOnlyList<Activity> Items, ActivityPlace? Next);

/// <summary>A figure as a write has left it, beside what it said before.</summary>
/// <param name="Before">The revision before; null when it was the first.</param>
/// <param name="After">The revision that was recorded.</param>
public sealed record FigureDifference(Figure? Before, Figure After);

/// <summary>A fact as a write has left it, beside what it said before.</summary>
/// <param name="Key">Its key.</param>
/// <param name="IsNew">Whether it was not on record before.</param>
/// <param name="IsGone">Whether it was taken away.</param>
/// <param name="Columns">The columns that differ, with what stood in them before and after.</param>
public sealed record FactDifference(
    string Key,
    bool IsNew,
    bool IsGone,
    IReadOnlyList<(string Column, string Before, string After)> Columns);

/// <summary>What a write has changed.</summary>
/// <param name="Figures">The figures; the first of many.</param>
/// <param name="Facts">The facts; the first of many.</param>
/// <param name="Total">How many there are.</param>
public sealed record WriteContent(IReadOnlyList<FigureDifference> Figures, IReadOnlyList<FactDifference> Facts, int Total);
