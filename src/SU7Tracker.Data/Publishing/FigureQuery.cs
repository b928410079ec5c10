using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Which figures are asked for; what is null or empty does not narrow them.</summary>
public sealed record FigureQuery
{
    /// <summary>The most figures on a page.</summary>
    public const int MaxLimit = 1000;

    /// <summary>The slug of a vehicle.</summary>
    public string? Vehicle { get; init; }
    /// <summary>What was counted.</summary>
    public Measure? Measure { get; init; }
    /// <summary>What exactly was counted.</summary>
    public string? Basis { get; init; }
    /// <summary>The slug of a city; the empty slug asks for figures of all cities together.</summary>
    public string? City { get; init; }
    /// <summary>Figures that cover this day or a later one.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Figures that cover this day or an earlier one.</summary>
    public DateOnly? To { get; init; }
    /// <summary>Only what was known on this day.</summary>
    public DateOnly? AsOf { get; init; }
    /// <summary>Only what had been recorded up to this version, of the vehicle or of the whole record.</summary>
    public long? Version { get; init; }
    /// <summary>All revisions instead of the one that stands.</summary>
    public bool History { get; init; }
    /// <summary>The id of the last figure of the page before.</summary>
    public long After { get; init; }
    /// <summary>How many, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = 100;
}
