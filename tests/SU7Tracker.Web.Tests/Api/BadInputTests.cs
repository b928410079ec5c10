using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;

namespace SU7Tracker.Web.Tests.Api;

/// <summary>Whatever is sent is answered with words, and nothing of it is stored.</summary>
public sealed class BadInputTests(ApiSite site) : IClassFixture<ApiSite>
{
    private const string Header =
        "vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n";

    private static string Row(string low = "5", string start = "2019-01-07", string end = "2019-01-13", string note = "") =>
        $"model-3,registrations,insured,in_period,,{start},{end},{low},{low},exact,,seed_spm_20240418,{note}\n";

    private static string Figure(string field = "", string value = "")
    {
        var fields = new Dictionary<string, string>
        {
            ["vehicle"] = "\"model-3\"", ["measure"] = "\"registrations\"", ["basis"] = "\"insured\"", ["reading"] = "\"in_period\"",
            ["periodStart"] = "\"2019-01-07\"",
            ["periodEnd"] = "\"2019-01-13\"", ["low"] = "5", ["high"] = "5", ["qualifier"] = "\"exact\"",
            ["source"] = "\"seed_spm_20240418\"",
        };
        if (field.Length > 0)
        {
            fields[field] = value;
        }
        return $"[{{{string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value}"))}}}]";
    }

    // Made when they are sent: as theory data each byte of them would be written out as text.
    private static readonly Dictionary<string, Func<byte[]>> BadFiles = new()
    {
        ["random bytes"] = () => Bytes(1, 5_000),
        ["random rows"] = () => [.. Utf8(Header), .. Bytes(2, 5_000)],
        ["a cell that is not UTF-8"] = () => [.. Utf8(Header), .. Utf8(Row())[..^1], 0xC3, 0x28, (byte)'\n'],
        ["half a surrogate pair"] = () => [.. Utf8(Header), .. Utf8(Row())[..^1], 0xED, 0xA0, 0x80, (byte)'\n'],
        ["UTF-16, little end first"] = () => [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Header + Row())],
        ["UTF-16, big end first"] = () => [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Header + Row())],
        ["UTF-16 without a mark"] = () => Encoding.Unicode.GetBytes(Header + Row()),
        ["UTF-32"] = () => [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(Header + Row())],
        ["a huge cell"] = () => Utf8(Header + Row(note: new('x', 500_000))),
        ["a line of 10 MB"] = () => Utf8(Header + Row(note: new('x', 10_000_000))),
        ["a header of 10 MB"] = () => Utf8(string.Concat(Enumerable.Repeat("x,", 5_000_000))),
        ["a quotation mark that is not closed"] = () => Utf8(Header + Row(note: "\"and so on") + Row()),
        ["a quotation mark that is not closed for 10 MB"] = () =>
            Utf8(Header + Row(note: "\"" + string.Concat(Enumerable.Repeat("x\n", 5_000_000)))),
        ["a zip file"] = () => Zip(),
        ["a column twice"] = () => Utf8(Header.Replace("note", "low", StringComparison.Ordinal) + Row()),
        ["a column too few"] = () => Utf8(Header.Replace(",note", "", StringComparison.Ordinal)),
        ["a column too many"] = () => Utf8(Header.Replace("note", "note,colour", StringComparison.Ordinal)),
        ["a cell too many"] = () => Utf8(Header + Row(note: "a,b")),
        ["nothing"] = () => [],
        ["a byte-order mark alone"] = () => [0xEF, 0xBB, 0xBF],
        ["another table"] = () => Utf8("a,b,c\n1,2,3\n"),
    };

    public static TheoryData<string> NamesOfBadFiles => [.. BadFiles.Keys];

    [Theory, MemberData(nameof(NamesOfBadFiles))]
    public async Task AFileThatIsNoneIsRefusedWithItsLineAndWhatToDo(string what)
    {
        var file = BadFiles[what]();
        var problem = await site.RefusedAsync(() => ImportAsync(file), what);
        var error = problem.GetProperty("errors")[0];
        Assert.True(error.GetProperty("line").GetInt32() >= 1, what);
        Assert.NotEqual("", error.GetProperty("column").GetString());
        Assert.InRange(error.GetProperty("reason").GetString()!.Length, 10, 1000);
    }

    [Theory]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775808")]
    [InlineData("1e3")]
    [InlineData("-0")]
    [InlineData("-1")]
    [InlineData("+5")]
    [InlineData("5.0")]
    [InlineData("0x10")]
    [InlineData("٣")]
    [InlineData("９")]
    [InlineData("1 000")]
    [InlineData("NaN")]
    [InlineData("=2+3")]
    public async Task WhatIsNoWholeNumberIsNotTakenForOne(string number)
    {
        Assert.Equal("low", Field(await site.RefusedAsync(() => ImportAsync(Utf8(Header + Row(number))), number)));
        await site.RefusedAsync(() => ImportAsync(Utf8(Header + Row(new string('9', 400)))), "400 digits");
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("0000-01-01")]
    [InlineData("10000-01-01")]
    [InlineData("2023-02-29")]
    [InlineData("1900-02-29")]
    [InlineData("2024-02-30")]
    [InlineData("2024-13-01")]
    [InlineData("2024-2-1")]
    [InlineData("01/02/2024")]
    [InlineData("2024-01-01T00:00:00Z")]
    [InlineData("٢٠٢٤-01-01")]
    public async Task WhatIsNoDayOfOurTimeIsNotTakenForOne(string day)
    {
        Assert.Equal("period_start", Field(await site.RefusedAsync(() => ImportAsync(Utf8(Header + Row(start: day, end: day))), day)));
        Assert.Equal("periodEnd", Field(await site.RefusedAsync(() => site.PublishAsync(Figure("periodEnd", $"\"{day}\"")), day)));
        Assert.Equal("asOf", Field(await site.RefusedAsync(() =>
            site.Anonymous.GetAsync($"/api/v1/vehicles/su7/metrics?asOf={Uri.EscapeDataString(day)}"), day)));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\u001bb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u200fb")]
    [InlineData("a\u202eb")]
    [InlineData("a\u2066b")]
    public async Task ATextThatCannotBeShownAsItStandsIsRefused(string text)
    {
        Assert.Equal("note", Field(await site.RefusedAsync(() => ImportAsync(Utf8(Header + Row(note: text))), text)));
        Assert.Equal("note", Field(await site.RefusedAsync(() => site.PublishAsync(Figure("note", JsonSerializer.Serialize(text))), text)));
    }

    [Theory]
    [InlineData("[", 400, null)]
    [InlineData("{", 400, null)]
    [InlineData("\"", 400, null)]
    [InlineData("nul", 400, null)]
    [InlineData("[1,]", 400, null)]
    [InlineData("[NaN]", 400, null)]
    [InlineData("[1]", 422, "")]
    [InlineData("[[]]", 422, "")]
    [InlineData("""[{"low":5,"low":6}]""", 422, "low")]
    [InlineData("""[{"\u006cow":5,"low":6}]""", 422, "low")]
    [InlineData("""[{"\ud800":5}]""", 422, "")]
    public async Task ABodyThatIsNotJsonOrNotFiguresIsRefused(string body, int status, string? field)
    {
        var problem = await site.RefusedAsync(() => site.PublishAsync(body), body);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(field, problem.TryGetProperty("errors", out _) ? Field(problem) : null);
    }

    [Theory]
    [InlineData("low", "99999999999999999999999")]
    [InlineData("low", "9223372036854775808")]
    [InlineData("low", "1e3")]
    [InlineData("low", "1e999999999")]
    [InlineData("low", "-0")]
    [InlineData("low", "5.0")]
    [InlineData("low", "\" 5\"")]
    [InlineData("low", "[]")]
    [InlineData("low", "{}")]
    [InlineData("note", "\"\\ud800\"")]
    [InlineData("note", "\"\\udc00\\ud800\"")]
    [InlineData("vehicle", "\"\\ud800\"")]
    [InlineData("source", "\"a\\u0000b\"")]
    [InlineData("city", "\"../../etc\"")]
    [InlineData("expectedRevision", "-1")]
    [InlineData("withdrawn", "\"no\"")]
    public async Task AFieldOfAFigureThatMakesNoSenseIsNamed(string field, string value) =>
        Assert.Equal(field, Field(await site.RefusedAsync(() => site.PublishAsync(Figure(field, value)), value)));

    [Fact]
    public async Task AFormulaIsStoredAsTheTextThatItIsAndCannotRunInASpreadsheet()
    {
        const string Formula = "=cmd|' /C calc'!A0";
        Assert.Equal(HttpStatusCode.OK, (await site.PublishAsync(Figure("note", JsonSerializer.Serialize(Formula)))).StatusCode);
        var stored = await site.GetAsync("/figures?vehicle=model-3&measure=registrations");
        Assert.Contains(stored.GetProperty("figures").EnumerateArray(), f => f.GetProperty("note").GetString() == Formula);
        var table = await site.Anonymous.GetStringAsync("/api/v1/figures.csv?vehicle=model-3&measure=registrations");
        Assert.Contains($"\"'{Formula}\"", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dryRun=maybe")]
    [InlineData("dryRun=true&dryRun=false")]
    public async Task WhoIsNotUnderstoodToWantADryRunRecordsNothing(string query)
    {
        await site.RefusedAsync(() => site.Writer.PostAsync("/api/v1/figures?" + query,
            new StringContent(Figure(), Encoding.UTF8, "application/json")), query);
        await site.RefusedAsync(() => site.Writer.PostAsync("/api/v1/imports?" + query,
            new StringContent(Header + Row(), Encoding.UTF8, "text/csv")), query);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/zip")]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("multipart/form-data")]
    public async Task AFileOfAnotherKindIsRefusedByItsType(string type)
    {
        var problem = await site.RefusedAsync(() => ImportAsync(Utf8(Header + Row()), type), type);
        Assert.Equal(415, problem.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("PUT", "/api/v1/figures")]
    [InlineData("DELETE", "/api/v1/figures")]
    [InlineData("PATCH", "/api/v1/vehicles/su7/metrics")]
    [InlineData("OPTIONS", "/api/v1/vehicles")]
    [InlineData("BREW", "/api/v1/imports")]
    [InlineData("GET", "/api/v1/imports")]
    [InlineData("POST", "/api/v1/vehicles")]
    [InlineData("DELETE", "/openapi/v1.json")]
    public async Task AnAddressSaysWhichMethodsItTakes(string method, string path)
    {
        using var answer = await site.Writer.SendAsync(new(new(method), path));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.NotEmpty(answer.Content.Headers.Allow);
        await ApiSite.WordsAsync(answer, path);
    }

    [Theory]
    [InlineData("/api/v1")]
    [InlineData("/api/v1/")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/vehicles/su7")]
    [InlineData("/api/v2/vehicles")]
    [InlineData("/openapi/v9.json")]
    [InlineData("/api/v1/vehicles/%ff/metrics")]
    [InlineData("/api/v1/vehicles/%zz/metrics")]
    [InlineData("/api/v1/vehicles/..%2f..%2fetc/metrics")]
    [InlineData("/api/v1/vehicles/su7/metrics?asOf=%ff")]
    [InlineData("/api/v1/vehicles/su7/metrics?asOf=%")]
    [InlineData("/api/v1/vehicles/su7/metrics?month=%00")]
    [InlineData("/api/v1/vehicles/su7/metrics?asOf=2024-04-01&asOf=2024-05-01")]
    [InlineData("/api/v1/vehicles/su7/series?city=%F0%9F")]
    [InlineData("/api/v1/vehicles/su7/series?measure=production'--")]
    [InlineData("/api/v1/figures?limit=0")]
    [InlineData("/api/v1/figures?limit=1001")]
    [InlineData("/api/v1/figures?after=-1")]
    [InlineData("/api/v1/figures?after=99999999999999999999")]
    public async Task AnAddressThatMeansNothingIsAnsweredWithWords(string path)
    {
        using var answer = await site.Anonymous.GetAsync(path);
        Assert.InRange((int)answer.StatusCode, 400, 499);
        await ApiSite.WordsAsync(answer, path);
    }

    [Theory, InlineData(5_000), InlineData(9_000), InlineData(15_000)]
    public async Task WhatIsVeryLongIsRefusedInFewWords(int length)
    {
        var text = new string('a', length);
        using var slug = await site.Anonymous.GetAsync($"/api/v1/vehicles/{text}/metrics");
        Assert.True((await ApiSite.WordsAsync(slug, "slug")).ToString().Length < 1000);
        using var query = await site.Anonymous.GetAsync($"/api/v1/figures?vehicle={text}");
        Assert.True((await ApiSite.WordsAsync(query, "query")).ToString().Length < 1000);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/figures") { Content = new StringContent("[]") };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + text);
        using var token = await site.Anonymous.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, token.StatusCode);
        await ApiSite.WordsAsync(token, "token");
    }

    [Fact]
    public async Task WhatIsLongWithoutEndIsNotRead()
    {
        using var answer = await site.Anonymous.GetAsync($"/api/v1/figures?vehicle={new string('a', 20_000)}");
        Assert.Equal(HttpStatusCode.RequestUriTooLong, answer.StatusCode);
    }

    [Theory, InlineData("Bearer"), InlineData("Bearer "), InlineData("Basic YTpi"), InlineData("Bearer a b c"), InlineData("Bearer \t"),
        InlineData("Digest x=\"\"")]
    public async Task WhatIsNoTokenIsNotTakenForOne(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/figures") { Content = new StringContent("[]") };
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var answer = await site.Anonymous.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await ApiSite.WordsAsync(answer, header);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public async Task AFileThatWasDamagedIsReadOrRefusedAndNeverFails(int seed)
    {
        var random = new Random(seed);
        var before = await site.VersionAsync();
        for (var i = 0; i < 60; i++)
        {
            var file = Damage(random, Utf8(Header + string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => Row()))));
            using var answer = await ImportAsync(file, path: "/api/v1/imports?dryRun=true");
            Assert.True((int)answer.StatusCode is 200 or 422,
                $"seed {seed}, file {i}: {answer.StatusCode}\n{Convert.ToBase64String(file)}");
        }
        Assert.Equal(before, await site.VersionAsync());
    }

    [Theory, InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public async Task ABodyThatWasDamagedIsReadOrRefusedAndNeverFails(int seed)
    {
        var random = new Random(seed);
        var before = await site.VersionAsync();
        for (var i = 0; i < 100; i++)
        {
            var body = Damage(random, Utf8(Figure()));
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
            using var answer = await site.Writer.PostAsync("/api/v1/figures?dryRun=true", content);
            Assert.True((int)answer.StatusCode is 200 or 400 or 422,
                $"seed {seed}, body {i}: {answer.StatusCode}\n{Encoding.UTF8.GetString(body)}");
        }
        Assert.Equal(before, await site.VersionAsync());
    }

    [Theory, InlineData(9), InlineData(10)]
    public async Task AnAddressOfAnyParametersIsAnsweredAndNeverFails(int seed)
    {
        string[] paths = ["vehicles", "vehicles/su7/metrics", "vehicles/su7/series", "vehicles/su7/contradictions", "figures",
            "vehicles/su7/series.csv", "figures.csv"];
        string[] names = ["asOf", "from", "to", "measure", "basis", "city", "month", "per", "history", "after", "limit", "vehicle"];
        string[] values =
        [
            "", "1900-01-01", "2199-12-31", "2024-04-14", "production", "orders", "built", "week", "month", "figure", "true", "1", "1000",
            "su7", "beijing", "calendar-month",
            "0001-01-01", "9999-12-31", "-1", "\0", "\ud83d", "%", "'", "1e9", "\u202e", "null", "[]", "9223372036854775807",
        ];
        var random = new Random(seed);
        for (var i = 0; i < 150; i++)
        {
            var query = Enumerable.Range(0, random.Next(0, 5))
                .Select(_ => $"{names[random.Next(names.Length)]}={Uri.EscapeDataString(values[random.Next(values.Length)])}");
            var path = $"/api/v1/{paths[random.Next(paths.Length)]}?{string.Join('&', query)}";
            using var answer = await site.Anonymous.GetAsync(path);
            Assert.True((int)answer.StatusCode is 200 or 400 or 404, $"{answer.StatusCode} {path}");
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                await ApiSite.WordsAsync(answer, path);
            }
        }
    }

    private static string? Field(JsonElement problem) => problem.GetProperty("errors")[0].GetProperty("field").GetString();

    private async Task<HttpResponseMessage> ImportAsync(byte[] file, string type = "text/csv", string path = "/api/v1/imports")
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new(type) } };
        return await site.Writer.PostAsync(path, content);
    }

    private static byte[] Damage(Random random, byte[] bytes)
    {
        string[] insertions = ["\"", ",", "\n", "\r", "\0", "\u202e", "=1+1", "\"\"", "99999999999999999999", "-", "{", "[", "\\ud800",
            "\\", ":", "null", "1e99", "\ufeff", "😀"];
        var file = bytes.ToList();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var at = random.Next(file.Count);
            switch (random.Next(4))
            {
                case 0:
                    file[at] = (byte)random.Next(256);
                    break;
                case 1:
                    file.InsertRange(at, Encoding.UTF8.GetBytes(insertions[random.Next(insertions.Length)]));
                    break;
                case 2:
                    file.RemoveRange(at, Math.Min(random.Next(1, 20), file.Count - at));
                    break;
                default:
                    file.InsertRange(at, file.Skip(random.Next(file.Count)).Take(random.Next(1, 40)).ToList());
                    break;
            }
            if (file.Count == 0)
            {
                break;
            }
        }
        return [.. file];
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var sheet = zip.CreateEntry("xl/worksheets/sheet1.xml").Open())
        {
            sheet.Write(new byte[1_000_000]);
        }
        return bytes.ToArray();
    }
}
