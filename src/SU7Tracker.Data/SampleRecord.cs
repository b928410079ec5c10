namespace SU7Tracker.Data;

/// <summary>The public record of the SU7, shipped with the program.</summary>
public sealed class SampleRecord(Import import, StartLock alone)
{
    /// <summary>Loads it into an empty database.</summary>
    /// <returns>Whether it was empty.</returns>
    public Task<bool> LoadIfEmptyAsync(CancellationToken cancel = default) => throw new NotSupportedException($"{import} {alone}");
}
