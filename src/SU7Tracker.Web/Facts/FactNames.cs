using SU7Tracker.Data;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Facts;

/// <summary>Tells what facts that others name are called, and which of them are offered.</summary>
public sealed class FactNames
{
    private readonly Dictionary<Referent, Dictionary<string, FactEntry>> _entries;

    private FactNames(Dictionary<Referent, Dictionary<string, FactEntry>> entries) => _entries = entries;

    /// <summary>Reads the vehicles, cities and sources on record.</summary>
    public static async Task<FactNames> ReadAsync(FactRecord record)
    {
        var entries = new Dictionary<Referent, Dictionary<string, FactEntry>>();
        foreach (var referent in Enum.GetValues<Referent>())
        {
            entries[referent] = (await record.AllAsync(FactRecord.KindOf(referent))).ToDictionary(e => e.Key, StringComparer.Ordinal);
        }
        return new(entries);
    }

    /// <summary>What a fact is called; its key where it is not on record.</summary>
    public string Of(Referent referent, string key) =>
        _entries[referent].TryGetValue(key, out var entry) ? FactText.NameOf(FactRecord.KindOf(referent), entry, this) : key;

    /// <summary>What tells facts of the same name apart.</summary>
    public string DetailOf(Referent referent, string key) =>
        referent == Referent.Source && _entries[referent].TryGetValue(key, out var entry)
            ? string.Join(" · ", new[] { entry.Cells["publisher"], DayText.Read(entry.Cells["published_on"])?.Display(), key }
                .Where(part => part is { Length: > 0 }))
            : key;

    /// <summary>The keys of those that are offered for what somebody has typed, the latest sources first.</summary>
    public IEnumerable<string> Find(Referent referent, string typed, params IReadOnlyList<string> except)
    {
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = _entries[referent].Values
            .Where(e => !e.Retired && e.Cells.GetValueOrDefault("alias_of", "").Length == 0 && !except.Contains(e.Key))
            .Where(e => words.All(w => e.Cells.Values.Any(c => c.Contains(w, StringComparison.OrdinalIgnoreCase))));
        return (referent == Referent.Source ? found.OrderByDescending(e => e.Cells["published_on"], StringComparer.Ordinal) : found)
            .Select(e => e.Key);
    }
}
