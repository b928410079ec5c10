using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// How long until the charts of the first screen are drawn, against a static page with the same scripts, styles and chart whose data stands
/// in the page; both from programs of this machine, in one browser, in turn.
/// </summary>
internal static partial class SightBenchmark
{
    private const string Page = "/?lang=en&theme=light";

    // The time at which the last chart stood on the screen, by the clock that began with the navigation.
    private const string Watch = """
        addEventListener('DOMContentLoaded', () => {
          const look = () => {
            const charts = [...document.querySelectorAll('figure[data-chart]')];
            if (charts.length && charts.every(c => c.dataset.ready && c.dataset.state === 'ready'))
              requestAnimationFrame(() => setTimeout(() => { globalThis.drawnAt = performance.now(); }));
            else
              requestAnimationFrame(look);
          };
          look();
        });
        """;

    public static async Task RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("su7sight-").FullName;
        try
        {
            await PublishAsync(folder);
            await using var tracker = await Tracker.StartPublishedAsync(folder);
            var (page, files) = await StaticPageAsync(tracker.Anonymous);
            var file = Path.Combine(folder, "static.html");
            await File.WriteAllTextAsync(file, page);
            await using var bare = await Tracker.StartAsync(
                "SU7Tracker.Benchmarks.dll",
                ["From=" + tracker.Address, "Paths=" + string.Join(' ', files), "Page=" + file],
                "/ready");
            await using var browser = await Browser.StartAsync();
            Timing.Section(
                "Until the first screen is drawn",
                $"""
                `-- sight`: the overview of the published program in a browser without a window, against a static page of a bare Kestrel that has the same scripts, styles and
                chart with its data inlined; from the navigation until the frame with the drawn chart, {rounds} rounds in turn, medians. *Cold*: the browser's cache is emptied
                before, *warm*: both were opened before. Bytes are those of all responses until then, compressed as they were sent.
                """);
            Console.WriteLine("| cache | overview | static page | ratio | aim | overview sends | static page sends |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
            foreach (var cold in new[] { true, false })
            {
                var (ours, theirs) = (new List<Seen>(), new List<Seen>());
                for (var round = 0; round <= rounds; round++)
                {
                    foreach (var real in round % 2 == 0 ? new[] { true, false } : [false, true])
                    {
                        var seen = await SeeAsync(browser, real ? new(tracker.Address, Page) : new(bare.Address, "/page"), cold);
                        if (round > 0)   // the first only warms up
                        {
                            (real ? ours : theirs).Add(seen);
                        }
                    }
                }
                var ratio = Timing.Median(ours.Zip(theirs, (a, b) => a.Time / b.Time));
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {(cold ? "cold" : "warm")} | {Time(ours):N0} ms | {Time(theirs):N0} ms | {ratio:0.00} | ≤ 1.25 | {Sent(ours)} | {Sent(theirs)} |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private readonly record struct Seen(double Time, long Bytes, int Requests);

    private static double Time(List<Seen> seen) => Timing.Median(seen.Select(s => s.Time));

    private static string Sent(List<Seen> seen) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Timing.Median(seen.Select(s => s.Bytes / 1024.0)):N0} KiB, {Timing.Median(seen.Select(s => (double)s.Requests)):N0} files");

    private static async Task<Seen> SeeAsync(Browser browser, Uri page, bool cold)
    {
        var (time, bytes, requests) = await browser.OpenAsync(page, Watch, "globalThis.drawnAt ?? null", cold);
        return new(time, bytes, requests);
    }

    // The figure of the overview with its data in its address, the styles and the script that draw it, and nothing else.
    private static async Task<(string Page, IReadOnlyList<string> Files)> StaticPageAsync(HttpClient http)
    {
        var overview = await http.GetStringAsync(Page);
        var figure = Figure().Match(overview).Value;
        var chart = System.Net.WebUtility.HtmlDecode(ChartAddress().Match(figure).Groups[1].Value);
        var data = Convert.ToBase64String(await http.GetByteArrayAsync(chart));
        var styles = Styles().Matches(overview).Select(m => m.Groups[1].Value).Where(s => s.Contains("site.") || s.Contains("charts.")).ToList();
        var script = ModuleScript().Match(overview);
        var library = script.Groups[2].Value;
        var page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><base href=\"/\"><title>Static</title>")
            .AppendJoin("", styles.Select(s => $"<link rel=\"stylesheet\" href=\"{s}\">"))
            .Append(CultureInfo.InvariantCulture, $"<script defer src=\"{library}\"></script>{script.Value}</head><body><main>")
            .Append(ChartAddress().Replace(figure, $"data-chart=\"data:application/json;base64,{data}\""))
            .Append("</main></body></html>");
        return (page.ToString(), [.. styles.Append(script.Groups[1].Value).Append(library).Select(f => "/" + f)]);
    }

    internal static async Task PublishAsync(string folder, [CallerFilePath] string here = "")
    {
        var project = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "SU7Tracker.Web"));
        using var publish = Process.Start("dotnet", ["publish", project, "-c", "Release", "-o", folder, "--nologo", "-v", "quiet"]);
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException("The program could not be published.");
        }
    }

    [GeneratedRegex("<figure class=\"chart\".*?</figure>", RegexOptions.Singleline)]
    private static partial Regex Figure();

    [GeneratedRegex("data-chart=\"([^\"]*)\"")]
    private static partial Regex ChartAddress();

    [GeneratedRegex("<link rel=\"stylesheet\" href=\"([^\"]*)\"")]
    private static partial Regex Styles();

    [GeneratedRegex("<script type=\"module\" src=\"([^\"]*charts[^\"]*)\" data-charts=\"([^\"]*)\"></script>")]
    private static partial Regex ModuleScript();
}
