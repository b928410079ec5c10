using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>The sources on record with the number of their figures, read once for a version of the record.</summary>
internal sealed class SourceList(FactStore<Source> sources, SourceCounts counts, ChangeFeed feed)
{
    private Listed? _latest;

    /// <summary>All sources by id.</summary>
    /// <param name="Version">The version of the record at which they were read.</param>
    /// <param name="All">The sources.</param>
    internal sealed record Listed(long Version, IReadOnlyList<SourceJson> All);

    /// <summary>The columns of their table.</summary>
    public static IReadOnlyList<Column<SourceJson>> Columns { get; } =
    [
        new("id", s => s.Id), new("title", s => s.Title), new("publisher", s => s.Publisher), new("url", s => s.Url),
        new("published_on", s => s.PublishedOn), new("grade", s => s.Grade), new("figures", s => s.Figures),
        new("alias_of", s => s.AliasOf), new("retired", s => s.Retired),
    ];

    /// <summary>The sources at the present version.</summary>
    public async Task<Listed> AllAsync(CancellationToken cancel)
    {
        var version = await feed.VersionAsync(cancel);
        if (Volatile.Read(ref _latest) is { } latest && latest.Version == version)
        {
            return latest;
        }
        var figures = await counts.AllAsync(cancel);
        var all = await sources.AllAsync(cancel);
        var listed = new Listed(version, [.. all.Select(s => SourceJson.Of(s, figures.GetValueOrDefault(s.Id)))]);
        Volatile.Write(ref _latest, listed);
        return listed;
    }
}
