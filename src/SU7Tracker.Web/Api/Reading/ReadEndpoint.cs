using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>A list that callers read, as JSON and as a table.</summary>
/// <typeparam name="TBody">The JSON document.</typeparam>
/// <typeparam name="TRow">What stands in a row of the table.</typeparam>
internal abstract class ReadEndpoint<TBody, TRow>(TimeProvider clock) : IApiEndpoint
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Its path under the root of the API, without an ending.</summary>
    protected abstract string Path { get; }
    /// <summary>Its name in the OpenAPI document.</summary>
    protected abstract string Name { get; }
    /// <summary>What it answers, in a line.</summary>
    protected abstract Func<string> Summary { get; }
    /// <summary>The parameters of its address, in the order in which they are read.</summary>
    protected abstract IReadOnlyList<Parameter> Parameters { get; }
    /// <summary>How its document is written.</summary>
    protected abstract JsonTypeInfo<TBody> Type { get; }

    /// <summary>The rows of the table that says the same as a document.</summary>
    protected abstract IEnumerable<TRow> Rows(TBody body);

    /// <summary>The columns of that table.</summary>
    /// <param name="body">The document.</param>
    /// <param name="version">The version of the record that it follows from.</param>
    protected abstract IEnumerable<Column<TRow>> Columns(TBody body, long version);

    /// <summary>Answers a request whose parameters are in order.</summary>
    protected abstract Task<IResult> AnswerAsync(ApiQuery query);

    /// <inheritdoc/>
    public void Map(RouteGroupBuilder api)
    {
        foreach (var (path, name) in new[] { (Path, Name), ($"{Path}.csv", $"{Name}Csv") })
        {
            var mapped = api.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], (Delegate)HandleAsync)
                .WithName(name).WithMetadata(new OperationDescription(Summary, Parameters) { IsCached = true });
            _ = path == Path ? mapped.Produces<TBody>() : mapped.Produces<string>(contentType: "text/csv");
        }
    }

    /// <summary>The response with a document, in the form that is asked for.</summary>
    protected CachedResponse Write(ApiQuery query, TBody body, long version) => query.WantsCsv
        ? CachedResponse.Of(CsvTable.Write([.. Columns(body, version)], Rows(body)), CsvTable.ContentType)
        : CachedResponse.Of(JsonSerializer.SerializeToUtf8Bytes(body, Type), Json);

    /// <summary>The pinned address of a request for a version.</summary>
    protected string Address(ApiQuery query, long version) => query.Address(Path, version);

    private async Task<IResult> HandleAsync(HttpContext context)
    {
        var query = new ApiQuery(context, Parameters, clock.Today());
        if (query.Problem is { } problem)
        {
            return problem;
        }
        return await AnswerAsync(query);
    }
}
