using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using SU7Tracker.Web.Api;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Api;

public sealed class ApiDescriptionTests(ApiSite site) : IClassFixture<ApiSite>
{
    [Fact]
    public async Task EveryOperationHasANameOfItsOwnASummaryAndTheRefusalsThatCallersMeet()
    {
        var operations = await OperationsAsync();
        Assert.Equal(21, operations.Count);
        Assert.Equal(operations.Count, operations.Select(o => o.Described.GetProperty("operationId").GetString()).Distinct().Count());
        Assert.All(operations, o =>
        {
            Assert.False(string.IsNullOrWhiteSpace(o.Described.GetProperty("summary").GetString()), o.Path);
            Assert.Superset(new HashSet<string> { "200", "401", "429", "503" }, o.Described.GetProperty("responses").EnumerateObject()
                .Select(r => r.Name).ToHashSet());
            Assert.NotEmpty(o.Described.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject());
        });
    }

    [Fact]
    public async Task EveryReadingOperationAnswersAsItIsDescribed()
    {
        foreach (var (method, path, described) in await OperationsAsync())
        {
            if (method != "get" || path.EndsWith("/changes", StringComparison.Ordinal))
            {
                continue;
            }
            using var answer = await site.Anonymous.GetAsync(path.Replace("{slug}", "su7", StringComparison.Ordinal)
                .Replace("{id}", "seed_spm_20240418", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var told = described.GetProperty("responses").GetProperty("200");
            Assert.Equal(told.GetProperty("content").EnumerateObject().Single().Name, answer.Content.Headers.ContentType!.MediaType);
            Assert.All(told.GetProperty("headers").EnumerateObject(), header =>
                Assert.True(answer.Headers.Contains(header.Name), header.Name));
        }
    }

    [Fact]
    public async Task ItsHeadCanBeAskedFor()
    {
        using var answer = await site.Anonymous.SendAsync(new(HttpMethod.Head, "/openapi/v1.json"));
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task ItIsMadeOnceForAll()
    {
        var provider = new CountingProvider();
        using var counted = Site.With(services =>
            services.AddKeyedSingleton<IOpenApiDocumentProvider>(OpenApiEndpoint.Document, provider));
        using var browser = counted.Open();
        using var http = new HttpClient { BaseAddress = counted.ClientOptions.BaseAddress };
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => http.GetStringAsync(OpenApiEndpoint.Path)));
        Assert.Contains("Counted", Assert.Single(answers.Distinct()), StringComparison.Ordinal);
        Assert.Equal(1, provider.Made);
    }

    private sealed class CountingProvider : IOpenApiDocumentProvider
    {
        private int _made;

        public int Made => _made;

        public Task<OpenApiDocument> GetOpenApiDocumentAsync(CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _made);
            return Task.FromResult(new OpenApiDocument { Info = new() { Title = "Counted", Version = "1" } });
        }
    }

    // What the description calls a figure is what the importer of figures takes.
    [Fact]
    public async Task AFigureHasTheFieldsThatAreDescribed()
    {
        var figure = (await OperationsAsync()).Single(o => o.Described.GetProperty("operationId").GetString() == "PublishFigures").Described
            .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("items");
        Assert.Equal(["vehicle", "measure", "basis", "reading", "periodEnd", "qualifier", "source"], figure.GetProperty("required")
            .EnumerateArray().Select(f => f.GetString()));
        using var empty = await site.PublishAsync("[{}]");
        var errors = (await ApiSite.ReadAsync(empty)).GetProperty("errors").EnumerateArray()
            .Select(e => e.GetProperty("field").GetString());
        Assert.Equal(figure.GetProperty("required").EnumerateArray().Select(f => f.GetString()).Order(StringComparer.Ordinal),
            errors.Order(StringComparer.Ordinal));
        Assert.Contains("at_least", figure.GetProperty("properties").GetProperty("qualifier").GetProperty("enum").ToString(),
            StringComparison.Ordinal);
    }

    private async Task<List<(string Method, string Path, JsonElement Described)>> OperationsAsync()
    {
        var document = JsonDocument.Parse(await site.Anonymous.GetStringAsync("/openapi/v1.json")).RootElement;
        return [.. document.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => (o.Name, p.Name, o.Value)))];
    }
}
