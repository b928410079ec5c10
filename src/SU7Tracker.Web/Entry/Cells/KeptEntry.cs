using System.Text.Json;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>What the browser kept of cells that were typed earlier.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="Batch">What was said of all of them, as <see cref="Write"/> wrote it; null when nothing was.</param>
public sealed record KeptEntry(IReadOnlyList<TypedCell> Cells, string? Batch)
{
    /// <summary>Writes what is said of all cells for the browser to keep.</summary>
    public static string Write(BatchFields batch) => JsonSerializer.Serialize(batch);

    /// <summary>What was said of all cells; nothing where it was kept by an earlier version of the page.</summary>
    public BatchFields ReadBatch()
    {
        try
        {
            return (Batch is null ? null : JsonSerializer.Deserialize<BatchFields>(Batch)) ?? new();
        }
        catch (JsonException)
        {
            return new();
        }
    }
}
