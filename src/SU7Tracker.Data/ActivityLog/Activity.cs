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
