using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Caching.Memory;
using SU7Tracker.Domain;
using SU7Tracker.Web.Compare;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Charts;

/// <summary>
/// Charts that were derived before. The key is the chart's address, which names the version of the record, the day and the view: a chart is
/// derived once for these, whoever asks, the page or its script.
/// </summary>
public sealed class ChartCache(Snapshots snapshots, Derivations derivations) : IDisposable
{
    private const long MostBytes = 32 << 20;
    private static readonly string[] NotDrawn = ["theme", "open", "table", "taken", "asOf", "then", "panel", "page", ViewState.LanguageKey,
        ViewState.NumbersKey];
    private static readonly string Build = typeof(ChartCache).Module.ModuleVersionId.ToString("N")[..8];

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    /// <summary>A chart and its JSON.</summary>
    public sealed record Entry(ChartData Chart, byte[] Json);

    /// <summary>The address of a chart, for a view of a snapshot; what it answers never changes.</summary>
    /// <param name="snapshot">The vehicle as the reader sees it.</param>
    /// <param name="view">What the reader has chosen.</param>
    /// <param name="name">The chart's name.</param>
    public static string UrlOf(Snapshot snapshot, ViewState view, string name) => QueryHelpers.AddQueryString(
        $"/vehicles/{Uri.EscapeDataString(snapshot.Vehicle.Slug)}/charts/{name}",
        view.QueryWithout(NotDrawn)
            .Append(new("asOf", snapshot.AsOf.Iso()))
            .Append(new(ViewState.LanguageKey, CultureInfo.CurrentUICulture.Name))
            .Concat(NumberText.InTenThousands ? [new(ViewState.NumbersKey, TenThousandsCulture.Key)] : [])
            .Append(new("v", snapshot.History.Version.ToString(CultureInfo.InvariantCulture)))
            .Append(new("b", Build)));

    /// <summary>A chart of a snapshot; null when there is none of that name.</summary>
    public async ValueTask<Entry?> FindAsync(Snapshot snapshot, ViewState view, string name)
    {
        if (ChartCatalogue.Find(name) is not { } derive)
        {
            return null;
        }
        var key = UrlOf(snapshot, view, name);
        if (_kept.TryGetValue(key, out Entry? kept) && kept is not null)
        {
            return kept;
        }
        var compared = name == CompareChart.Name ? await ComparedAsync(snapshot, view) : [];
        return await derivations.RunAsync(
            snapshot.History.Family, key, _ => Keep(key, derive(new(snapshot, view, compared))), CancellationToken.None);
    }

    private Entry Keep(string key, ChartData chart)
    {
        var entry = new Entry(chart, ChartJson.Write(chart));
        using var made = _kept.CreateEntry(key);
        made.Value = entry;
        made.Size = (entry.Json.Length * 4L) + key.Length + 500;
        return entry;
    }

    private async Task<IReadOnlyList<Snapshot>> ComparedAsync(Snapshot snapshot, ViewState view)
    {
        var found = new List<Snapshot>();
        foreach (var slug in CompareChoice.Slugs(view, snapshot.Vehicle.Slug))
        {
            if (slug == snapshot.Vehicle.Slug)
            {
                found.Add(snapshot);
            }
            else if (await snapshots.FindAsync(slug, view.Version, snapshot.AsOf, snapshot.Lowest) is { } other)
            {
                found.Add(other);
            }
        }
        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();
}
