using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SU7Tracker.Web.Tests.Api;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Faults;

/// <summary>What callers are told while the database is away or busy, and that all is well afterwards.</summary>
[Collection(nameof(Alone))]
public sealed class PostgresTests(Databases databases) : IClassFixture<Databases>
{
    private static readonly string[] Read =
    [
        "/api/v1/figures?limit=5",
        "/api/v1/vehicles",
        "/api/v1/vehicles/su7/metrics",
        "/vehicles/su7",
        "/account",
        "/api/v1/nothing",
    ];

    [Theory, InlineData(false), InlineData(true)]
    public async Task ADatabaseThatGoesAndComesBackUnderLoadIsToldOfAndForgotten(bool crash)
    {
        // The cluster of the tests forgets the last commits when it crashes; what is to be kept says so.
        using var site = Start(databases.Connection(On.Postgres) + ";Options=-c synchronous_commit=on");
        using var http = Caller(site);
        using var session = site.Open();
        await session.SignInAsync();
        var (problems, seen, written) = (
            new ConcurrentQueue<string>(),
            new ConcurrentDictionary<(string, int), int>(),
            new ConcurrentQueue<int>());
        using var end = new CancellationTokenSource();
        var all = Read.Select(ReadAsync).Append(WriteAsync()).Append(ReadAsSomeoneAsync()).ToList();

        await Task.Delay(1000);
        await databases.Postgres.StopAsync(crash);
        await UntilAsync(() =>
            seen.ContainsKey(("/api/v1/figures?limit=5", 503))
            && seen.ContainsKey(("/api/v1/vehicles/su7/metrics", 503))
            && seen.ContainsKey(("/vehicles/su7", 503)));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync("/health/ready")).StatusCode);
        await databases.Postgres.StartAgainAsync();
        await UntilAsync(async () =>
            (await http.GetAsync("/health/ready")).IsSuccessStatusCode
            && (await http.GetAsync("/api/v1/vehicles/su7/metrics")).IsSuccessStatusCode
            && (await http.GetAsync("/vehicles/su7")).IsSuccessStatusCode);
        var before = written.Count;
        await UntilAsync(() => written.Count > before + 5);
        await end.CancelAsync();
        await Task.WhenAll(all);

        Assert.Empty(problems);
        using var stored = JsonDocument.Parse(
            await http.GetStringAsync("/api/v1/figures?vehicle=model-3&measure=registrations&limit=1000"));
        var counts = stored.RootElement.GetProperty("figures").EnumerateArray().Select(f => f.GetProperty("low").GetInt32()).ToHashSet();
        Assert.Superset(written.ToHashSet(), counts);

        async Task ReadAsync(string path)
        {
            while (!end.IsCancellationRequested)
            {
                using var answer = await http.GetAsync(path);
                await CheckAsync(path, answer);
                await Task.Delay(20);
            }
        }

        async Task ReadAsSomeoneAsync()
        {
            while (!end.IsCancellationRequested)
            {
                using var answer = await session.GetAsync("/account");
                await CheckAsync("/account of someone", answer);
                await Task.Delay(50);
            }
        }

        async Task WriteAsync()
        {
            for (var i = 0; !end.IsCancellationRequested; i++)
            {
                using var answer = await http.PostAsync("/api/v1/figures", Figure(i));
                await CheckAsync("a write", answer);
                if (answer.IsSuccessStatusCode)
                {
                    written.Enqueue(i);
                }
                await Task.Delay(50);
            }
        }

        async Task CheckAsync(string what, HttpResponseMessage answer)
        {
            seen.AddOrUpdate((what, (int)answer.StatusCode), 1, (_, n) => n + 1);
            var said = await answer.Content.ReadAsStringAsync();
            if (
                (int)answer.StatusCode is not (< 500 or 503)
                || (
                    answer.StatusCode == HttpStatusCode.ServiceUnavailable
                    && (
                        answer.Headers.RetryAfter is null
                        || said.Length == 0
                        || (what.StartsWith("/api", StringComparison.Ordinal) && !said.Contains("\"detail\"", StringComparison.Ordinal)))))
            {
                problems.Enqueue($"{what}: {answer.StatusCode} {said[..Math.Min(said.Length, 300)]}");
            }
        }
    }

    [Fact]
    public async Task AProgramThatStartsBeforeItsDatabaseWaitsForIt()
    {
        await databases.Postgres.StopAsync(crash: false);
        using var program = new RunningProgram(databases.Folder(), databases.Connection(On.Postgres));
        await UntilAsync(() => program.Said.Contains("The database does not answer yet", StringComparison.Ordinal));
        await databases.Postgres.StartAgainAsync();
        await program.ReadyAsync();
    }

    [Theory, InlineData(On.Sqlite, "Data Source=/proc/tracker.db"), InlineData(On.Postgres, "Username=nobody-here;Database=postgres")]
    public async Task AProgramWhoseDatabaseCannotBeUsedEndsAndSaysWhyInALine(On on, string connection)
    {
        using var program = new RunningProgram(
            databases.Folder(),
            on == On.Postgres ? $"{databases.Connection(on)};{connection}" : connection);
        Assert.Equal(1, await program.EndAsync());
        Assert.Contains("The program ends, because its database cannot be used: ", program.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenAllConnectionsAreTakenCallersWaitOrAreToldAndNobodyHangs()
    {
        using var site = Start(
            databases.Connection(On.Postgres)!.Replace("Maximum Pool Size=30", "Maximum Pool Size=2;Timeout=3", StringComparison.Ordinal));
        using var http = Caller(site);
        http.Timeout = TimeSpan.FromSeconds(90);
        var file = RunningProgram.Figures(20_000);
        var asked = Enumerable.Range(0, 60).Select(i => i % 10 == 0
            ? http.PostAsync("/api/v1/imports", new StringContent(file, Encoding.UTF8, "text/csv"))
            : http.GetAsync(i % 2 == 0 ? "/api/v1/figures?limit=1000" : "/vehicles/su7"));
        foreach (var answer in await Task.WhenAll(asked))
        {
            Assert.True(
                answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable,
                $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            Assert.True(answer.StatusCode == HttpStatusCode.OK || answer.Headers.RetryAfter is not null);
            answer.Dispose();
        }
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/figures?limit=5")).StatusCode);
    }

    private static Site Start(string connection)
    {
        var site = Site.With(
            ("ConnectionStrings:Tracker", connection),
            ("Sample:Load", "true"),
            ("Admin:Email", Site.Admin),
            ("Admin:Password", Site.Password),
            ("Admin:Token", ApiSite.Token),
            ("Limits:ReadsPerSecond", "0"),
            ("Limits:PagesPerSecond", "0"),
            ("Limits:WritesPerSecond", "0"));
        site.StartServer();
        return site;
    }

    private static HttpClient Caller(Site site)
    {
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.ClientOptions.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiSite.Token);
        return http;
    }

    private static StringContent Figure(int number)
    {
        var day = new DateOnly(2010, 1, 1).AddDays(number).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return new(
            $$"""[{"vehicle":"model-3","measure":"registrations","basis":"insured","reading":"in_period","periodStart":"{{day}}","periodEnd":"{{day}}","low":{{number}},"high":{{number}},"qualifier":"exact","source":"seed_spm_20240418"}]""",
            Encoding.UTF8, "application/json");
    }

    private static Task UntilAsync(Func<bool> done) => UntilAsync(() => Task.FromResult(done()));

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(100))
        {
            if (await done())
            {
                return;
            }
        }
        Assert.Fail("It did not come about within a minute.");
    }
}
