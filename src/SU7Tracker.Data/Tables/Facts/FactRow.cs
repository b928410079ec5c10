namespace SU7Tracker.Data;

/// <summary>A fact of whatever kind.</summary>
internal abstract record FactRow
{
    /// <summary>
    /// Whether it is retired: what others name, such as a vehicle, stays and is offered no more; anything else counts no more.
    /// </summary>
    public bool Retired { get; set; }
}
