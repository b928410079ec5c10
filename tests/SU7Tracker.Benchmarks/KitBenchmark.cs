using System.Globalization;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// What MudBlazor costs a reader: the bytes of its files, and the time until the first number is painted with and without them.
/// </summary>
internal static class KitBenchmark
{
    private const string Page = "/?lang=en&theme=light", Files = "*/_content/MudBlazor/*";

    private static readonly string[] Names = ["MudBlazor.min.css", "MudBlazor.min.js"], Encodings = ["", ".gz", ".br"];

    // The numbers are in the first HTML, so they are part of the first paint that has any content.
    private const string Painted = """
        document.querySelector('.kpi-value') && performance.getEntriesByName('first-contentful-paint')[0]?.startTime || null
        """;

    public static async Task RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("su7kit-").FullName;
        try
        {
            await SightBenchmark.PublishAsync(folder);
            await using var tracker = await Tracker.StartPublishedAsync(folder);
            await using var browser = await Browser.StartAsync();
            Timing.Section(
                "What the kit costs",
                $"""
                `-- kit`: MudBlazor's files as they are published; and the overview of the published program in a browser without a window, from the navigation until the first
                number is painted, with these files and without fetching them, {rounds} rounds in turn, medians. *Cold*: the browser's cache is emptied before.
                """);
            Console.WriteLine("| file | raw | gzip | brotli |\n| --- | ---: | ---: | ---: |");
            var files = Path.Combine(folder, "wwwroot", "_content", "MudBlazor");
            foreach (var file in Names)
            {
                var sizes = Encodings.Select(end => Size(Path.Combine(files, file + end)));
                Console.WriteLine($"| `{file}` | {string.Join(" | ", sizes)} |");
            }
            Console.WriteLine($"| `MudBlazor.dll`, on the server | {Size(Path.Combine(folder, "MudBlazor.dll"))} | | |\n");
            Console.WriteLine("| cache | with MudBlazor | without | more |\n| --- | ---: | ---: | ---: |");
            foreach (var cold in new[] { true, false })
            {
                var (with, without) = (new List<double>(), new List<double>());
                for (var round = 0; round <= rounds; round++)
                {
                    foreach (var real in round % 2 == 0 ? new[] { true, false } : [false, true])
                    {
                        var (time, _, _) =
                            await browser.OpenAsync(new(tracker.Address, Page), "", Painted, cold, real ? [] : [Files]);
                        if (round > 0)   // the first only warms up
                        {
                            (real ? with : without).Add(time);
                        }
                    }
                }
                var (a, b) = (Timing.Median(with), Timing.Median(without));
                Console.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"| {(cold ? "cold" : "warm")} | {a:N0} ms | {b:N0} ms | {a - b:N0} ms |"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Size(string file) => File.Exists(file)
        ? string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(file).Length / 1024.0:N0} KiB")
        : "";
}
