using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SU7Tracker.Data;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Api;

public sealed class LimitsTests : IDisposable
{
    private readonly Site _site = Site.With(
        ("Admin:Email", Site.Admin), ("Admin:Password", Site.Password), ("Admin:Token", ApiSite.Token), ("Limits:ReadsPerSecond", "1"),
        ("Limits:WritesPerSecond", "1"));

    public LimitsTests() => _site.StartServer();

    [Fact]
    public async Task ATokenThatWritesTooOftenIsToldWhenToComeBackAndKeepsNobodyElseWaiting()
    {
        await AssertLimitedAsync(() => WriteAsync(ApiSite.Token));
        var other = await ((Tokens)_site.Services.GetService(typeof(Tokens))!).AddAsync("another", TokenScope.Write, "ann");
        using var answer = await WriteAsync(other);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task AnAddressThatReadsTooOftenIsToldWhenToComeBack()
    {
        await AssertLimitedAsync(() => SendAsync(new(HttpMethod.Get, "/api/v1/vehicles")));
        using var known = await SendAsync(new(HttpMethod.Get, "/api/v1/vehicles"), ApiSite.Token);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    [Fact]
    public async Task AnInventedTokenBringsNoFreshMeasure()
    {
        var tried = 0;
        await AssertLimitedAsync(() => WriteAsync($"an-invented-token-with-the-number-{tried++}"));
    }

    private static async Task AssertLimitedAsync(Func<Task<HttpResponseMessage>> send)
    {
        for (var i = 0; i < 200; i++)
        {
            using var answer = await send();
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.True(answer.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
                Assert.Contains("Retry-After", (await ApiSite.ReadAsync(answer)).GetProperty("detail").GetString(),
                    StringComparison.Ordinal);
                return;
            }
        }
        Assert.Fail("200 requests were let through.");
    }

    private Task<HttpResponseMessage> WriteAsync(string token) =>
        SendAsync(new(HttpMethod.Post, "/api/v1/figures") { Content = new StringContent("[]", Encoding.UTF8, "application/json") }, token);

    private readonly HttpClient _http = new();

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? token = null)
    {
        request.RequestUri = new(_site.ClientOptions.BaseAddress, request.RequestUri!);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return _http.SendAsync(request);
    }

    public void Dispose()
    {
        _http.Dispose();
        _site.Dispose();
    }
}
