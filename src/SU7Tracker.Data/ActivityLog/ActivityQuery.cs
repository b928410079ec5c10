using SU7Tracker.Domain;

namespace SU7Tracker.Data;

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
