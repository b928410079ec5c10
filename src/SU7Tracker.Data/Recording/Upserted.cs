using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Tells what became of facts that were written together; with a problem none is on record.</summary>
internal sealed record Upserted(Result[] Results, IReadOnlyList<(int Index, Problem Problem)> Problems);
