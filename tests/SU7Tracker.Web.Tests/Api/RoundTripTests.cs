using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Web.Tests.Faults;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Api;

/// <summary>
/// What an export takes along: all but when and by whom something was recorded, which happens anew, and the version that tables for
/// spreadsheets name.
/// </summary>
public sealed partial class RoundTripTests(Databases databases) : IClassFixture<Databases>
{
    private const string Token = ApiSite.Token;

    [Theory, InlineData(On.Sqlite, On.Postgres), InlineData(On.Postgres, On.Sqlite)]
    public async Task AnExportImportedIntoAnEmptyDatabaseAnswersByteForByteTheSame(On from, On to)
    {
        using var one = Start(from, sample: true);
        using var here = Caller(one);
        await QuarrelAsync(here);
        var folder = databases.Folder();
        await one.Services.GetRequiredService<Export>().WriteAsync(folder);
        await using (var shipped = typeof(SampleRecord).Assembly.GetManifestResourceStream("Sample/claims.csv")!)
        {
            Assert.Equal(Lines(await new StreamReader(shipped).ReadToEndAsync()),
                Lines(await File.ReadAllTextAsync(folder + "/claims.csv")));
        }

        using var other = Start(to, sample: false);
        using var there = Caller(other);
        foreach (var name in new[] { "vehicles", "sources", "cities", "milestones", "claims", "figures" })
        {
            using var csv = new ByteArrayContent(await File.ReadAllBytesAsync($"{folder}/{name}.csv"));
            csv.Headers.ContentType = new("text/csv");
            var answer = await there.PostAsync("/api/v1/imports", csv);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        var paths = await PathsAsync(here, from == On.Sqlite ? 0 : 1);
        Assert.InRange(paths.Count, 500, 5000);
        foreach (var path in paths)
        {
            Assert.Equal((path, await ReadAsync(here, path)), (path, await ReadAsync(there, path)));
        }
    }

    // Every list of every vehicle as of the days on which something became known: of two days one in each direction.
    private static async Task<List<string>> PathsAsync(HttpClient http, int half)
    {
        var paths = new List<string> { "vehicles", "vehicles.csv" };
        using var vehicles = JsonDocument.Parse(await http.GetStringAsync("/api/v1/vehicles"));
        foreach (var slug in vehicles.RootElement.EnumerateArray().Select(v => v.GetProperty("slug").GetString()))
        {
            using var page = JsonDocument.Parse(await http.GetStringAsync($"/api/v1/figures?vehicle={slug}&history=true&limit=1000"));
            var figures = page.RootElement.GetProperty("figures").EnumerateArray().ToList();
            string Of(JsonElement figure, string name) => figure.GetProperty(name).GetString()!;
            paths.Add($"figures?vehicle={slug}&history=true&limit=1000");
            foreach (var day in figures.Select(f => Of(f, "knownOn")).Distinct().Order(StringComparer.Ordinal)
                .Where((_, i) => i % 2 == half))
            {
                paths.AddRange([$"vehicles/{slug}/metrics?asOf={day}", $"vehicles/{slug}/metrics.csv?asOf={day}&month=calendar-month",
                    $"vehicles/{slug}/contradictions?asOf={day}", $"vehicles/{slug}/contradictions.csv?asOf={day}",
                    $"figures?vehicle={slug}&asOf={day}&limit=1000"]);
            }
            foreach (var series in figures.Select(f => $"measure={Of(f, "measure")}&basis={Of(f, "basis")}&city={Of(f, "city")}")
                .Distinct())
            {
                foreach (var per in new[] { "week", "month", "figure" })
                {
                    paths.AddRange([$"vehicles/{slug}/series?{series}&per={per}&asOf=2024-07-15",
                        $"vehicles/{slug}/series.csv?{series}&per={per}&asOf=2026-01-01"]);
                }
            }
        }
        return paths;
    }

    private static async Task<string> ReadAsync(HttpClient http, string path)
    {
        var text = await http.GetStringAsync("/api/v1/" + path);
        return path.Contains(".csv", StringComparison.Ordinal)
            ? Version().Replace(text, "")
            : path.StartsWith("figures", StringComparison.Ordinal) ? Recorded().Replace(text, "") : text;
    }

    // Revisions, a withdrawal, a regraded source, a contradiction, texts that need quoting.
    private static async Task QuarrelAsync(HttpClient http)
    {
        await ImportAsync("slug,name,maker,launched_on,note\nquarrel,\"Quar\"\"rel, 吵架\",Nobody,,\n");
        await ImportAsync("id,title,publisher,url,published_on,grade\nq1,One,,,,A\nq2,Two,,,2024-04-16,B\n");
        await ImportAsync("vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n"
            + "quarrel,production,built,in_period,,2024-04-08,2024-04-14,10,10,exact,2024-04-15,q1,\"a, \"\"quoted\"\" note\"\n"
            + "quarrel,production,built,cumulative,,,2024-04-14,5,5,exact,,q2,\n"
            + "quarrel,orders,locked,cumulative,,,2024-04-14,400,,at_least,2024-04-20,q2,\n"
            + "quarrel,deliveries,delivered,in_period,,2024-04-01,2024-04-30,1300,1300,about,2024-05-02,q1,\n");
        await ImportAsync("id,title,publisher,url,published_on,grade\nq1,One,,,,D\n");
        foreach (var (units, more) in new[] { (12, "\"reason\":\"recounted\""), (10, "\"reason\":\"undone\",\"expectedRevision\":2"),
            (10, "\"withdrawn\":true,\"publishedOn\":\"2024-06-01\""), (11, "\"publishedOn\":\"2024-05-20\"") })
        {
            var row = $"[{ApiSite.Count("quarrel/production/built", "2024-04-08", "2024-04-14", units, "q1", $",{more}")}]";
            var answer = await http.PostAsync("/api/v1/figures", new StringContent(row, Encoding.UTF8, "application/json"));
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }

        async Task ImportAsync(string csv)
        {
            var answer = await http.PostAsync("/api/v1/imports", new StringContent(csv, Encoding.UTF8, "text/csv"));
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private Site Start(On on, bool sample)
    {
        var site = Site.With(
            ("ConnectionStrings:Tracker", databases.Connection(on) ?? ""), ("Sample:Load", sample ? "true" : "false"),
            ("Admin:Email", Site.Admin), ("Admin:Password", Site.Password),
            ("Admin:Token", Token), ("Limits:ReadsPerSecond", "0"), ("Limits:WritesPerSecond", "0"),
            ("Serilog:MinimumLevel:Default", "Warning"));
        site.StartServer();
        return site;
    }

    private static HttpClient Caller(Site site) => new()
    {
        BaseAddress = site.ClientOptions.BaseAddress,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
    };

    private static IEnumerable<string> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n').Order(StringComparer.Ordinal);

    [GeneratedRegex(",[0-9]+$", RegexOptions.Multiline)]
    private static partial Regex Version();

    [GeneratedRegex("\"next\":[0-9]+|\"recorded(At|By)\":\"[^\"]*\"")]
    private static partial Regex Recorded();
}
