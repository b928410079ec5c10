using System.Net;
using System.Text;
using System.Text.Json;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Tests.Api;

public sealed class WriteEndpointsTests(ApiSite site) : IClassFixture<ApiSite>
{
    private static string Week(string monday, string sunday, int units, string more = "") =>
        ApiSite.Count("model-3/registrations/insured", monday, sunday, units, more: more);

    [Fact]
    public async Task APublishedFigureIsReadBackAtOnce()
    {
        var answer = await site.PublishAsync($"[{Week("2019-01-07", "2019-01-13", 500)}]");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("new", (await ApiSite.ReadAsync(answer)).GetProperty("results")[0].GetProperty("result").GetString());
        var points = (await site.GetAsync("/vehicles/model-3/series?measure=registrations&from=2019-01-07&to=2019-01-13"))
            .GetProperty("points");
        Assert.Equal(500, Assert.Single(points.EnumerateArray()).GetProperty("count").GetProperty("high").GetInt32());
    }

    [Fact]
    public async Task TheSameAgainIsUnchangedAndAnotherCountIsARevision()
    {
        var results = new List<string?>();
        foreach (var units in new[] { 600, 600, 610 })
        {
            results.Add((await ApiSite.ReadAsync(await site.PublishAsync($"[{Week("2019-01-14", "2019-01-20", units)}]")))
                .GetProperty("results")[0].GetProperty("result").GetString());
        }
        Assert.Equal(["new", "unchanged", "revision"], results);
    }

    [Fact]
    public async Task OneRejectedRowKeepsAllOut()
    {
        var answer = await site.PublishAsync($$"""[{{Week("2019-01-21", "2019-01-27", 700)}},{{Week("2019-02-03", "2019-01-28", 700)}}]""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var error = Assert.Single((await ApiSite.ReadAsync(answer)).GetProperty("errors").EnumerateArray());
        Assert.Equal((1, "periodEnd"), (error.GetProperty("row").GetInt32(), error.GetProperty("field").GetString()));
        Assert.DoesNotContain("\"periodStart\":\"2019-01-21\"",
            await site.Anonymous.GetStringAsync("/api/v1/figures?vehicle=model-3&measure=registrations"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARowThatRepeatsOneBeforeItIsThatRevision()
    {
        var answer = await site.PublishAsync(
            $"[{Week("2019-03-04", "2019-03-10", 5)},{Week("2019-03-04", "2019-03-10", 6)},{Week("2019-03-04", "2019-03-10", 5)}]");
        var results = (await ApiSite.ReadAsync(answer)).GetProperty("results").EnumerateArray();
        Assert.Equal([("new", 1), ("revision", 2), ("unchanged", 2)],
            results.Select(r => (r.GetProperty("result").GetString(), r.GetProperty("revision").GetInt32())));
    }

    [Fact]
    public async Task OfARejectedRequestEveryRowIsAnsweredAndEveryMistakeNamed()
    {
        var answer = await site.PublishAsync(
            $"[{Week("2019-03-11", "2019-03-17", 5)},{Week("2019-03-18", "17.03.2019", 6)},"
            + $"{Week("2019-03-18", "2019-03-24", 6).Replace("seed_spm_20240418", "nobody", StringComparison.Ordinal)}]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var body = await ApiSite.ReadAsync(answer);
        Assert.Equal(["new", "rejected", "rejected"], body.GetProperty("results").EnumerateArray()
            .Select(r => r.GetProperty("result").GetString()));
        Assert.Equal([(1, "periodEnd"), (2, "source")], body.GetProperty("errors").EnumerateArray()
            .Select(e => (e.GetProperty("row").GetInt32(), e.GetProperty("field").GetString())));
    }

    [Fact]
    public async Task OfVeryManyWrongRowsEachIsExplained()
    {
        const int Rows = 3000;
        var row = Week("2019-03-18", "17.03.2019", 6)
            .TrimEnd('}') + $",{string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"x{i}\":1"))}}}";
        var body = await ApiSite.ReadAsync(await site.PublishAsync($"[{string.Join(',', Enumerable.Repeat(row, Rows))}]"));
        Assert.Equal(Rows, body.GetProperty("results").EnumerateArray().Count(r => r.GetProperty("reason").GetString()!.Length > 0));
        Assert.Equal(Enumerable.Range(0, Rows), body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("row").GetInt32())
            .Distinct());

        const string Header = "vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n";
        using var csv = new StringContent(Header + string.Concat(Enumerable.Repeat(
            "su7,production,built,in_period,,2024-04-08,soon,1,1,exact,,gasgoo_20240506,\n", Rows)), Encoding.UTF8, "text/csv");
        body = await ApiSite.ReadAsync(await site.Writer.PostAsync("/api/v1/imports", csv));
        Assert.Equal(Enumerable.Range(2, Rows), body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task WhoExpectsARevisionWhereThereIsNoneIsToldSo()
    {
        var answer = await site.PublishAsync($"[{Week("2019-03-25", "2019-03-31", 5, ",\"expectedRevision\":3")}]");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var body = await ApiSite.ReadAsync(answer);
        Assert.Equal(JsonValueKind.Null, body.GetProperty("current").ValueKind);
        Assert.Contains("No figure of these days is on record", body.GetProperty("errors")[0].GetProperty("reason").GetString(),
            StringComparison.Ordinal);
    }

    [Theory, InlineData("/api/v1/figures?dryRunn=true"), InlineData("/api/v1/imports?dry-run=true")]
    public async Task AMisspeltParameterRecordsNothing(string path)
    {
        var version = await site.VersionAsync();
        using var body = new StringContent(path.Contains("figures", StringComparison.Ordinal) ? $"[{Week("2019-04-01", "2019-04-07", 5)}]"
            : "slug,name,maker,launched_on,note\nyu8,YU8,,,\n");
        body.Headers.ContentType = new(path.Contains("figures", StringComparison.Ordinal) ? "application/json" : "text/csv");
        using var answer = await site.Writer.PostAsync(path, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("dryRun", (await ApiSite.WordsAsync(answer, path)).GetProperty("errors")[0].GetProperty("reason").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(version, await site.VersionAsync());
    }

    [Theory, InlineData("/api/v1/figures"), InlineData("/api/v1/imports")]
    public async Task ABodyThatIsPackedIsRefused(string path)
    {
        using var body = new ByteArrayContent([0x1F, 0x8B, 8, 0]) { Headers = { ContentEncoding = { "gzip" },
            ContentType = new("text/csv") } };
        using var answer = await site.Writer.PostAsync(path, body);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        await ApiSite.WordsAsync(answer, path);
    }

    [Theory]
    [InlineData("low", "-1")]
    [InlineData("low", "1.5")]
    [InlineData("low", "\"12\"")]
    [InlineData("low", "99999999999999999999")]
    [InlineData("qualifier", "\"roughly\"")]
    [InlineData("measure", "\"sales\"")]
    [InlineData("reading", "\"weekly\"")]
    [InlineData("basis", "\"Built\"")]
    [InlineData("vehicle", "\"model-t\"")]
    [InlineData("source", "\"\"")]
    [InlineData("source", "\"nobody\"")]
    [InlineData("city", "\"atlantis\"")]
    [InlineData("publishedOn", "\"yesterday\"")]
    [InlineData("periodEnd", "\"9999-12-31\"")]
    [InlineData("note", "7")]
    [InlineData("colour", "\"red\"")]
    public async Task AWrongFieldIsNamed(string field, string value)
    {
        using var week = JsonDocument.Parse(Week("2019-02-04", "2019-02-10", 800));
        var fields = week.RootElement.EnumerateObject().Where(p => p.Name != field).Select(p => $"\"{p.Name}\":{p.Value.GetRawText()}")
            .Append($"\"{field}\":{value}");
        var answer = await site.PublishAsync($"[{{{string.Join(',', fields)}}}]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, (await ApiSite.ReadAsync(answer)).GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Theory, InlineData("{"), InlineData("{}"), InlineData("null"), InlineData(""), InlineData("[[[[[[[[[[1]]]]]]]]]]")]
    public async Task ABodyThatIsNoArrayOfFiguresIsRefused(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await site.PublishAsync(body)).StatusCode);

    [Fact]
    public async Task AWriterWhoExpectsAnOldRevisionIsShownTheCurrentOne()
    {
        await site.PublishAsync($"[{Week("2019-02-11", "2019-02-17", 900)}]");
        var answer = await site.PublishAsync($"[{Week("2019-02-11", "2019-02-17", 910, ",\"expectedRevision\":0")}]");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(900, (await ApiSite.ReadAsync(answer)).GetProperty("current").GetProperty("low").GetInt32());
    }

    [Fact]
    public async Task WritingNeedsATokenThatAllowsIt()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.PublishAsync("[]", site.Anonymous)).StatusCode);
        using var stranger = site.Caller("nobody-ever-made-this-token-or-will");
        Assert.Equal(HttpStatusCode.Unauthorized, (await site.PublishAsync("[]", stranger)).StatusCode);
        using var reader = site.Caller(await site.Service<Tokens>().AddAsync("a spreadsheet", TokenScope.Read, "ann"));
        Assert.Equal(HttpStatusCode.Forbidden, (await site.PublishAsync("[]", reader)).StatusCode);
    }

    [Fact]
    public async Task ADryRunOfAFileRecordsNothing()
    {
        const string Csv = "slug,name,maker,launched_on,note\ndry,Dry,Nobody,,\n";
        var answer = await site.ImportAsync(Csv, dryRun: true);
        Assert.Equal("new", (await ApiSite.ReadAsync(answer)).GetProperty("results")[0].GetProperty("result").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await site.Anonymous.GetAsync("/api/v1/vehicles/dry/metrics")).StatusCode);
        await site.ImportAsync(Csv);
        Assert.Equal(HttpStatusCode.OK, (await site.Anonymous.GetAsync("/api/v1/vehicles/dry/metrics")).StatusCode);
    }

    [Fact]
    public async Task ARejectedRowOfAFileIsNamedByLineAndColumn()
    {
        var answer = await site.ImportAsync("slug,name,maker,launched_on,note\nfine,Fine,Nobody,,\nBad Slug,Bad,Nobody,,\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var error = Assert.Single((await ApiSite.ReadAsync(answer)).GetProperty("errors").EnumerateArray());
        Assert.Equal((3, "slug"), (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Anonymous.GetAsync("/api/v1/vehicles/fine/metrics")).StatusCode);
    }

    [Fact]
    public async Task AChangeIsHeardByThoseWhoListen()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/changes");
        request.Headers.Add("Last-Event-ID", "0");
        using var answer = await site.Anonymous.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await site.PublishAsync($"[{Week("2019-02-18", "2019-02-24", 1000)}]");
        while (await lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains("model-3", StringComparison.Ordinal))
            {
                return;
            }
        }
        Assert.Fail("The stream ended.");
    }

    [Fact]
    public async Task AListenerIsAnsweredBeforeAnythingHappens()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var answer = await site.Anonymous.GetAsync("/api/v1/changes", HttpCompletionOption.ResponseHeadersRead, patience.Token);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        Assert.Equal(": listening", await lines.ReadLineAsync(patience.Token));
    }
}
