using System.Text.Json;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Importing;

/// <summary>How a sheet was mapped that was saved before, by its headings and its source.</summary>
internal sealed record RememberedMapping(string Headings, DateOnly On, Mapping Mapping)
{
    private const int Most = 50;

    /// <summary>Writes the headings of a sheet as they are remembered; null for a sheet without.</summary>
    public static string? HeadingsOf(Sheet sheet) => sheet.HasHeader ? string.Join('\n', sheet.Header) : null;

    /// <summary>Reads what a browser has kept; what an earlier version kept otherwise is forgotten.</summary>
    public static IReadOnlyList<RememberedMapping> Read(string? json)
    {
        try
        {
            return json is null ? [] : JsonSerializer.Deserialize<List<RememberedMapping>>(json) is { } all
                ? [.. all.Where(m => m.Mapping is { Columns.IsDefault: false } && m.Headings is not null)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Writes what a browser keeps: the latest first, one for each source of a sheet.</summary>
    public static string Write(IEnumerable<RememberedMapping> all, RememberedMapping latest) =>
        JsonSerializer.Serialize(all
            .Where(m => m.Headings != latest.Headings || m.Mapping.Source != latest.Mapping.Source)
            .Prepend(latest).Take(Most));

    /// <summary>Finds how a sheet was mapped; the latest of a source where one is named.</summary>
    public static RememberedMapping? Find(IEnumerable<RememberedMapping> all, Sheet sheet, string? source = null) =>
        HeadingsOf(sheet) is { } headings
            ? all.FirstOrDefault(m =>
                m.Headings == headings && m.Mapping.Columns.Length == sheet.Width && (source is null || m.Mapping.Source == source))
            : null;
}
