using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Serilog.Core;
using Serilog.Events;
using SU7Tracker.Data;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Api;

public sealed class TokenInAddressTests(TokenInAddressTests.Closed closed) : IClassFixture<TokenInAddressTests.Closed>
{
    /// <summary>A tracker that nobody reads without an account or a token, and that tells all there is to tell.</summary>
    public sealed class Closed : IAsyncLifetime
    {
        public Lines Log { get; } = new();
        public Site Site { get; }
        public string Read { get; private set; } = "";
        public string Write { get; private set; } = "";

        public Closed() => Site = Site.With(services => services.AddSingleton<ILogEventSink>(Log),
            ("Access:ReadRequiresSignIn", "true"), ("Sample:Load", "true"), ("Admin:Email", Site.Admin), ("Admin:Password", Site.Password),
            ("Serilog:MinimumLevel:Default", "Verbose"), ("Serilog:MinimumLevel:Override:Microsoft.AspNetCore", "Verbose"));

        public async ValueTask InitializeAsync()
        {
            Site.StartServer();
            var tokens = Site.Services.GetRequiredService<Tokens>();
            Read = await tokens.AddAsync("a spreadsheet", TokenScope.Read, "ann");
            Write = await tokens.AddAsync("a script", TokenScope.Write, "ann");
        }

        public ValueTask DisposeAsync()
        {
            Site.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    [Theory]
    [InlineData("/vehicles.csv?token="), InlineData("/vehicles/su7/metrics.csv?asOf=2024-04-18&access_token="),
        InlineData("/vehicles/su7/series.csv?token=")]
    [InlineData("/vehicles/su7/contradictions.csv?token="), InlineData("/figures.csv?limit=5&token=")]
    public async Task ASpreadsheetReadsATableByItsAddressAlone(string path)
    {
        using var http = new HttpClient { BaseAddress = closed.Site.ClientOptions.BaseAddress };
        var answer = await http.GetAsync("/api/v1" + path + closed.Read);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.True(answer.Headers.CacheControl!.Private);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain(closed.Read, answer.ToString(), StringComparison.Ordinal);
        await Eventually(() => closed.Log.Written.Any(line => line.Contains(
            $"\"/api/v1{path[..path.IndexOf('?', StringComparison.Ordinal)]}\" responded 200", StringComparison.Ordinal)));
        Assert.DoesNotContain(closed.Log.Written, line => line.Contains(closed.Read, StringComparison.Ordinal)
            || line.Contains(Uri.EscapeDataString(closed.Read), StringComparison.Ordinal));
    }

    [Fact]
    public async Task APinnedTableThatIsReadWithATokenIsKeptByItsReaderAlone()
    {
        using var http = new HttpClient { BaseAddress = closed.Site.ClientOptions.BaseAddress };
        var live = await http.GetAsync($"/api/v1/vehicles/su7/metrics.csv?token={closed.Read}&asOf=2024-04-18");
        var link = Assert.Single(live.Headers.GetValues("Link"));
        Assert.DoesNotContain("token", link, StringComparison.Ordinal);
        var pinned = await http.GetAsync(link[1..link.IndexOf('>', StringComparison.Ordinal)] + "&token=" + closed.Read);
        Assert.Equal((true, false, TimeSpan.FromDays(365)),
            (pinned.Headers.CacheControl!.Private, pinned.Headers.CacheControl.Public, pinned.Headers.CacheControl.MaxAge));
        Assert.Equal(await live.Content.ReadAsStringAsync(), await pinned.Content.ReadAsStringAsync());
    }

    [Theory, InlineData("/vehicles"), InlineData("/vehicles/su7/metrics"), InlineData("/figures"), InlineData("/changes"),
        InlineData("/nothing.csv")]
    public async Task NothingButATableIsReadSo(string path)
    {
        using var http = new HttpClient { BaseAddress = closed.Site.ClientOptions.BaseAddress };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/csv");
        var answer = await http.GetAsync($"/api/v1{path}?token={closed.Read}");
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.NotFound });
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task NobodyWritesSo()
    {
        using var http = new HttpClient { BaseAddress = closed.Site.ClientOptions.BaseAddress };
        foreach (var path in new[] { "/figures", "/imports", "/imports.csv", "/figures.csv" })
        {
            var answer = await http.PostAsync($"/api/v1{path}?token={closed.Write}", new StringContent("[]"));
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.NotFound,
                HttpStatusCode.MethodNotAllowed });
        }
        var refused = await http.PostAsync($"/api/v1/figures?token={closed.Write}", new StringContent("[]"));
        Assert.Contains("header", (await ApiSite.ReadAsync(refused)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATokenThatAllowsWritingIsRefusedInAnAddressAndItsOwnerIsTold()
    {
        using var open = Site.With(("Sample:Load", "false"));
        open.StartServer();
        var writer = await open.Services.GetRequiredService<Tokens>().AddAsync("a script", TokenScope.Write, "ann");
        foreach (var (site, token) in new[] { (closed.Site, closed.Write), (open, writer) })
        {
            using var http = new HttpClient { BaseAddress = site.ClientOptions.BaseAddress };
            var answer = await http.GetAsync("/api/v1/vehicles.csv?token=" + token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Contains("writing", (await ApiSite.ReadAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
            var unknown = await http.GetAsync("/api/v1/vehicles.csv?token=nobody-ever-made-this");
            Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
            Assert.Contains("misspelt", (await ApiSite.ReadAsync(unknown)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WithoutATokenATableOfAClosedTrackerIsNotRead()
    {
        using var http = new HttpClient { BaseAddress = closed.Site.ClientOptions.BaseAddress };
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/vehicles.csv")).StatusCode);
    }

    private static async Task Eventually(Func<bool> condition)
    {
        for (var waited = 0; waited < 200 && !condition(); waited++)
        {
            await Task.Delay(50);
        }
        Assert.True(condition());
    }

    // All that is logged, with everything that belongs to it.
    public sealed class Lines : ILogEventSink
    {
        private readonly ConcurrentQueue<string> _written = [];

        public IReadOnlyList<string> Written => [.. _written];

        public void Emit(LogEvent logEvent) => _written.Enqueue(
            $"{logEvent.RenderMessage(CultureInfo.InvariantCulture)} "
            + $"{string.Join(' ', logEvent.Properties.Select(p => $"{p.Key}={p.Value}"))} {logEvent.Exception}");
    }
}
