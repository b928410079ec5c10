namespace SU7Tracker.Data;

/// <summary>An import that is neither saved nor discarded.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Owner">The id of the account that it belongs to.</param>
/// <param name="Name">The name of its file; empty for what was pasted.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="ChangedAt">When something was last said of it.</param>
/// <param name="Version">How often.</param>
public sealed record OpenImport(string Id, string Owner, string Name, DateTimeOffset StartedAt, DateTimeOffset ChangedAt, long Version)
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 255;
}
