namespace SU7Tracker.Data;

/// <summary>A change that a webhook is told of.</summary>
/// <param name="Version">Grows from change to change over the whole record.</param>
/// <param name="Vehicle">The slug of the vehicle; empty for what belongs to none.</param>
/// <param name="What">The kind of what has changed: <c>figures</c>, <c>vehicles</c> …</param>
/// <param name="Added">How many were added.</param>
/// <param name="Revised">How many were changed.</param>
/// <param name="RecordedAt">When.</param>
public sealed record ToldChange(long Version, string Vehicle, string What, int Added, int Revised, DateTimeOffset RecordedAt);
