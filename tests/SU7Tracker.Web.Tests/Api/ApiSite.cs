using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SU7Tracker.Data;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Api;

/// <summary>The running program with the public record, and callers with and without a token.</summary>
public sealed class ApiSite : IDisposable
{
    public const string Token = "a-token-of-at-least-thirty-two-characters";
    private readonly Site _site = Site.With(
        ("Admin:Email", Site.Admin), ("Admin:Password", Site.Password), ("Admin:Token", Token), ("Sample:Load", "true"),
        ("Limits:ReadsPerSecond", "0"), ("Limits:WritesPerSecond", "0"));

    private readonly Lazy<(Site Site, HttpClient Http)> _other;

    public ApiSite()
    {
        _site.StartServer();
        Anonymous = Caller(null);
        Writer = Caller(Token);
        _other = new(() =>
        {
            var other = Site.With(("Data:Folder", _site.Folder));
            other.StartServer();
            return (other, new HttpClient { BaseAddress = other.ClientOptions.BaseAddress });
        });
    }

    /// <summary>A caller of another instance on the same database.</summary>
    public HttpClient Elsewhere => _other.Value.Http;

    public HttpClient Anonymous { get; }

    public HttpClient Writer { get; }

    public HttpClient Caller(string? token)
    {
        var http = new HttpClient { BaseAddress = _site.ClientOptions.BaseAddress };
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public T Service<T>() where T : notnull => (T)_site.Services.GetService(typeof(T))!;

    public async Task<JsonElement> GetAsync(string path) => await ReadAsync(await Anonymous.GetAsync("/api/v1" + path));

    public Task<HttpResponseMessage> PublishAsync(string json, HttpClient? caller = null) =>
        (caller ?? Writer).PostAsync("/api/v1/figures", new StringContent(json, Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> ImportAsync(string csv, bool dryRun = false) =>
        Writer.PostAsync($"/api/v1/imports?dryRun={(dryRun ? "true" : "false")}", new StringContent(csv, Encoding.UTF8, "text/csv"));

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>An exact count of some days as JSON.</summary>
    /// <param name="more">Further fields, each behind a comma.</param>
    public static string Count(string series, string start, string end, int units, string source = "seed_spm_20240418", string more = "")
    {
        var parts = series.Split('/');
        return $$"""
            {"vehicle":"{{parts[0]}}","measure":"{{parts[1]}}","basis":"{{parts[2]}}","reading":"in_period","periodStart":"{{start}}",
            "periodEnd":"{{end}}","low":{{units}},"high":{{units}},"qualifier":"exact","source":"{{source}}"{{more}}}
            """;
    }

    /// <summary>The version of the record.</summary>
    public Task<long> VersionAsync() => Service<ChangeFeed>().VersionAsync();

    /// <summary>What a caller is told whose request makes no sense; nothing of it may be stored.</summary>
    public async Task<JsonElement> RefusedAsync(Func<Task<HttpResponseMessage>> send, string what)
    {
        var before = await VersionAsync();
        using var answer = await send();
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{what}: {answer.StatusCode}");
        var problem = await WordsAsync(answer, what);
        Assert.Equal(before, await VersionAsync());
        return problem;
    }

    /// <summary>What a refusal says: a status and words, and nothing of how it came about.</summary>
    public static async Task<JsonElement> WordsAsync(HttpResponseMessage answer, string what)
    {
        Assert.True(answer.Content.Headers.ContentType?.MediaType == "application/problem+json",
            $"{what}: {answer.Content.Headers.ContentType}");
        var problem = await ReadAsync(answer);
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()), what);
        Assert.DoesNotContain("   at ", problem.ToString(), StringComparison.Ordinal);
        return problem;
    }

    public void Dispose()
    {
        Anonymous.Dispose();
        Writer.Dispose();
        if (_other.IsValueCreated)
        {
            Elsewhere.Dispose();
            _other.Value.Site.Dispose();
        }
        _site.Dispose();
    }
}
