namespace SU7Tracker.Data;

/// <summary>A change of the record of a vehicle.</summary>
/// <param name="Version">Grows from change to change over the whole record.</param>
/// <param name="Vehicle">The slug of the vehicle; empty for what belongs to none, such as a city.</param>
public sealed record Change(long Version, string Vehicle)
{
    /// <summary>The name of the kind of what has changed: <c>figures</c>, <c>vehicles</c> …</summary>
    public string What { get; init; } = "";
    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; init; }
}
