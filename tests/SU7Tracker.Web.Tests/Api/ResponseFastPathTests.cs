using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Api;

public sealed class ResponseFastPathTests(ApiSite site) : IClassFixture<ApiSite>
{
    private const string Metrics = "/api/v1/vehicles/su7/metrics", Weeks = "/api/v1/vehicles/su7/series?measure=deliveries";

    [Fact]
    public async Task WhatWasAnsweredBeforeIsAnsweredWithTheSameHeadAndBody()
    {
        foreach (var path in new[] { Metrics, Weeks, "/api/v1/vehicles/su7/contradictions.csv" })
        {
            using var first = await site.Anonymous.GetAsync(path);
            using var again = await site.Anonymous.GetAsync(path);
            Assert.Equal(Head(first), Head(again));
            Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await again.Content.ReadAsByteArrayAsync());
        }

        static List<string> Head(HttpResponseMessage answer) =>
            [.. answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date")
                .Select(h => $"{h.Key}: {string.Join(", ", h.Value)}").Order()];
    }

    [Fact]
    public async Task AfterAWriteNobodyIsGivenWhatWasAnsweredBefore()
    {
        for (var units = 8_001; units <= 8_010; units++)
        {
            _ = await site.GetAsync("/vehicles/su7/series?measure=orders&basis=warm&per=figure");
            await site.PublishAsync($"[{ApiSite.Count("su7/orders/warm", "2024-04-08", "2024-04-14", units)}]");
            var after = await site.GetAsync("/vehicles/su7/series?measure=orders&basis=warm&per=figure");
            Assert.Equal(units, after.GetProperty("points")[0].GetProperty("count").GetProperty("low").GetInt64());
        }
    }

    [Fact]
    public async Task TheSameAddressInAnotherFormIsAnotherAnswer()
    {
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal("application/json", (await site.Anonymous.SendAsync(new(HttpMethod.Get, Metrics)))
                .Content.Headers.ContentType?.MediaType);
            Assert.Equal("text/csv", (await site.Anonymous.SendAsync(new(HttpMethod.Get,
                Metrics) { Headers = { { "Accept", "text/csv" } } })).Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task WhoTakesGzipIsSentItUnderATagOfItsOwn()
    {
        using var plain = await site.Anonymous.GetAsync(Weeks);
        for (var round = 0; round < 2; round++)
        {
            using var packed = await site.Anonymous.SendAsync(new(HttpMethod.Get,
                Weeks) { Headers = { { "Accept-Encoding", "br;q=0.9, gzip" } } });
            Assert.Equal("gzip", Assert.Single(packed.Content.Headers.ContentEncoding));
            using var unpacked = new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
            using var body = new MemoryStream();
            await unpacked.CopyToAsync(body);
            Assert.Equal(await plain.Content.ReadAsByteArrayAsync(), body.ToArray());
            Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
            foreach (var tag in new[] { plain.Headers.ETag!, packed.Headers.ETag! })
            {
                using var known = await site.Anonymous.SendAsync(new(HttpMethod.Get,
                    Weeks) { Headers = { { "Accept-Encoding", "gzip" }, { "If-None-Match", tag.ToString() } } });
                Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
            }
        }
    }

    [Theory, InlineData("gzip;q=0"), InlineData("identity"), InlineData("br")]
    public async Task WhoDoesNotTakeGzipIsNotSentIt(string encodings)
    {
        using var answer = await site.Anonymous.SendAsync(new(HttpMethod.Get, Metrics) { Headers = { { "Accept-Encoding", encodings } } });
        Assert.DoesNotContain("gzip", answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task CachedResponsesCountAgainstTheLimit()
    {
        using var narrow = Site.With(("Sample:Load", "true"), ("Limits:ReadsPerSecond", "1"));
        narrow.StartServer();
        using var http = new HttpClient { BaseAddress = narrow.ClientOptions.BaseAddress };
        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 12; i++)
        {
            answers.Add(await http.GetAsync(Metrics));
        }
        Assert.Equal(HttpStatusCode.OK, answers[0].StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].StatusCode);
        Assert.NotNull(answers[^1].Headers.RetryAfter);
    }

    [Fact]
    public async Task WhereReadingIsClosedAStrangerIsRefusedWhatAnotherWasGiven()
    {
        using var closed = Site.With(("Sample:Load", "true"), ("Access:ReadRequiresSignIn", "true"), ("Admin:Email", Site.Admin),
            ("Admin:Password", Site.Password), ("Admin:Token", ApiSite.Token));
        closed.StartServer();
        using var http = new HttpClient { BaseAddress = closed.ClientOptions.BaseAddress };
        for (var i = 0; i < 2; i++)
        {
            using var known = await http.SendAsync(new(HttpMethod.Get,
                Metrics) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", ApiSite.Token) } });
            Assert.Equal(HttpStatusCode.OK, known.StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(Metrics)).StatusCode);
        }
    }

    [Fact]
    public async Task AWrongTokenIsRefusedAlsoWhereReadingIsOpen()
    {
        Assert.Equal(HttpStatusCode.OK, (await site.Anonymous.GetAsync(Metrics)).StatusCode);
        using var wrong = site.Caller("not-a-token-of-this-tracker-at-all");
        Assert.Equal(HttpStatusCode.OK, (await site.Anonymous.GetAsync(Metrics)).StatusCode);
        var cold = await wrong.GetAsync("/api/v1/vehicles");
        Assert.Equal(cold.StatusCode, (await wrong.GetAsync(Metrics)).StatusCode);
    }
}
