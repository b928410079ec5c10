using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SU7Tracker.Web.Embed;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Embed;

/// <summary>The card and the files of the running program.</summary>
public sealed class EmbedTests : IAsyncLifetime
{
    private const string Token = "a-token-of-at-least-thirty-two-characters";
    private readonly Site _site = Site.With(
        ("Admin:Email", Site.Admin),
        ("Admin:Password", Site.Password),
        ("Admin:Token", Token),
        (EmbedEndpoints.Setting, "https://host.example, https://*.press.example")
    );

    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _site.StartServer();
        _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _site.ClientOptions.BaseAddress };
        await ImportAsync("slug,name,maker,launched_on,note\nsu7,SU7,Xiaomi,2024-03-28,\n");
        await ImportAsync(
            "id,title,publisher,url,published_on,grade\npress,What the press says,The Press,https://press.example,2024-06-01,A\n"
        );
        await ImportAsync(
            "vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n"
                + "su7,deliveries,delivered,in_period,,2024-04-01,2024-04-30,7058,7058,exact,2024-05-01,press,\nsu7,deliveries,delivered,in_period,,2024-05-01,2024-05-31,8646,8646,exact,2024-06-02,press,\n"
        );
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        _site.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task ImportAsync(string csv)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/imports")
        {
            Content = new StringContent(csv, Encoding.UTF8, "text/csv"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) },
        };
        using var answer = await _http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task TheCardNeedsNoScriptAndNamesWhoMayFrameIt()
    {
        using var answer = await _http.GetAsync("/embed/vehicles/su7?asOf=2024-06-30&lang=en&theme=dark");
        var html = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", html);
        Assert.Contains("15,704 SU7", html);
        Assert.Contains("data-theme=\"dark\"", html);
        Assert.Contains("aspect-ratio:16/9", html);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.EndsWith("frame-ancestors https://host.example https://*.press.example", policy);
        Assert.DoesNotContain("script-src", policy);
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
    }

    [Fact]
    public async Task TheCardSpeaksChineseAndStandsAsOfItsDay()
    {
        Assert.Contains("lang=\"zh-Hans\"", await _http.GetStringAsync("/embed/vehicles/su7?lang=zh-Hans"));
        Assert.DoesNotContain("8,646", await _http.GetStringAsync("/embed/vehicles/su7?lang=en&asOf=2024-05-15"));
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/embed/vehicles/none")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/embed/vehicles/su7?version=99999")).StatusCode);
    }

    [Fact]
    public async Task OtherPagesAreFramedByNobody()
    {
        using var answer = await _http.GetAsync("/vehicles/su7");
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [
        InlineData(null, "'none'"),
        InlineData("", "'none'"),
        InlineData("*", "*"),
        InlineData("self", "'self'"),
        InlineData("https://a.example; https://b.example", "https://a.example https://b.example")
    ]
    public void TheSettingNamesTheSites(string? setting, string ancestors) => Assert.Equal(ancestors, EmbedEndpoints.Ancestors(setting));

    [Theory]
    [InlineData("javascript:alert(1)"), InlineData("https://a.example/path"), InlineData("'unsafe-inline'")]
    public void ASettingThatIsNoAddressIsRefused(string setting) =>
        Assert.Throws<InvalidOperationException>(() => EmbedEndpoints.Ancestors(setting));

    [Theory]
    [InlineData("/vehicles/su7/tables/figures.csv", "text/csv"), InlineData("/vehicles/su7/tables/sources.json", "application/json")]
    [InlineData("/vehicles/su7/tables/figures.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [
        InlineData("/vehicles/su7/tables/times.csv?vehicles=su7&taken=/compare", "text/csv"),
        InlineData("/vehicles/su7/tables/makers.json", "application/json")
    ]
    [
        InlineData("/vehicles/su7/charts/overview.csv", "text/csv"),
        InlineData("/vehicles/su7/charts/compare.json?vehicles=su7", "application/json")
    ]
    public async Task EveryTableAndChartIsTakenAwayAsAFile(string address, string type)
    {
        using var answer = await _http.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("su7-", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [
        InlineData("/vehicles/su7/tables/none.csv"),
        InlineData("/vehicles/su7/tables/figures.exe"),
        InlineData("/vehicles/none/tables/figures.csv"),
        InlineData("/vehicles/su7/charts/none.csv")
    ]
    public async Task WhatIsNoTableIsNotFound(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync(address)).StatusCode);

    [Theory]
    [
        InlineData("/compare"),
        InlineData("/compare?vehicles=su7,none"),
        InlineData("/compare?align=makers"),
        InlineData("/compare?vehicles=su7&align=nth-car&nth=7000")
    ]
    [
        InlineData("/vehicles/su7/record"),
        InlineData("/vehicles/su7/record?tab=sources"),
        InlineData("/vehicles/su7/record?tab=milestones&q=x")
    ]
    public async Task ThePagesAreThereInTheFirstHtml(string address)
    {
        using var answer = await _http.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync());
    }
}
