using System.Globalization;
using System.Text;
using System.Text.Json;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>What callers write: figures as JSON, files of the import format as CSV. All rows of a request are recorded or none.</summary>
internal sealed class WriteEndpoints(Figures figures, Import import)
{
    private const long MostFigureBytes = 16 << 20;
    private const long MostImportBytes = 512 << 20;
    private const int MostErrors = 1000;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/figures", (HttpContext context, WriteEndpoints endpoints) => endpoints.PublishAsync(context))
            .WithName("PublishFigures").WithMetadata(new RequestSize(MostFigureBytes))
            .Produces<ResultsJson>().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/imports", (HttpContext context, WriteEndpoints endpoints) => endpoints.ImportAsync(context))
            .WithName("Import").WithMetadata(new RequestSize(MostImportBytes))
            .Produces<ResultsJson>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        // Without this the pages' own answer to unknown addresses would come first.
        api.MapMethods("/imports", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return ApiProblem.Of(StatusCodes.Status405MethodNotAllowed, ApiTexts.NotThisMethod);
        }).ExcludeFromDescription();
    }

    private async Task<IResult> PublishAsync(HttpContext context)
    {
        var query = new ApiQuery(context.Request);
        var dryRun = query.Flag("dryRun");
        if (query.Problem is { } wrongQuery)
        {
            return wrongQuery;
        }
        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException { InnerException: null or DecoderFallbackException })
        {
            // The second kind: names that are not Unicode.
            return ApiProblem.Of(StatusCodes.Status400BadRequest, ApiProblem.Format(ApiTexts.NotJson, wrong.Message));
        }
        using (body)
        {
            if (body.RootElement.ValueKind != JsonValueKind.Array)
            {
                return ApiProblem.Of(StatusCodes.Status400BadRequest, ApiTexts.NotAnArray);
            }
            var rows = body.RootElement.GetArrayLength();
            if (rows > FigureBody.MaxRows)
            {
                return ApiProblem.Of(StatusCodes.Status413PayloadTooLarge, ApiProblem.Format(ApiTexts.TooManyRows, FigureBody.MaxRows));
            }
            var (drafts, errors) = FigureBody.Read(body.RootElement, MostErrors);
            if (errors.Count > 0)
            {
                return Rejected(errors, rows - drafts.Count, rows);
            }
            var outcome = await figures.PublishAsync(drafts, AuthorOf(context), dryRun, context.RequestAborted);
            if (outcome.IsConflict)
            {
                var conflicts = outcome.Rows.Select((row, i) => (row, i)).Where(r => r.row.Problem?.Code == Figures.Conflict).ToList();
                return ApiProblem.Of(
                    StatusCodes.Status409Conflict, ApiTexts.ConflictFound,
                    [.. conflicts.Select(c => new ApiError("expectedRevision", c.row.Problem!.Text(CultureInfo.InvariantCulture), c.i))],
                    ("current", conflicts.Select(c => c.row.Current is { } current ? FigureJson.Listed(current) : null).First()),
                    ("conflicts", conflicts.Select(c => new ConflictJson(c.i, c.row.Current is { } current ? FigureJson.Listed(current) : null)).ToList()));
            }
            var results = outcome.Rows.Select((row, i) => new RowJson(
                i, null, WordOf(row.Result), row.Result == Result.Rejected ? null : row.Revision,
                row.Problem is { } p ? FigureBody.FieldOf(p.Field) : null, null, row.Problem?.Text(CultureInfo.InvariantCulture))).ToList();
            return results.Exists(r => r.Result == "rejected")
                ? Rejected([.. results.Where(r => r.Reason is not null).Select(r => new ApiError(r.Field!, r.Reason!, r.Row))], results.Count(r => r.Result == "rejected"), rows)
                : Recorded(new(dryRun, Count("new"), Count("revision"), Count("unchanged"), 0, results));

            int Count(string result) => results.Count(r => r.Result == result);
        }
    }

    private async Task<IResult> ImportAsync(HttpContext context)
    {
        if (context.Request.ContentType is { } type && !type.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase)
            && !type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase))
        {
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, ApiTexts.NeedsCsv);
        }
        var query = new ApiQuery(context.Request);
        var dryRun = query.Flag("dryRun");
        if (query.Problem is { } problem)
        {
            return problem;
        }
        var outcome = await import.RunAsync(context.Request.Body, dryRun, AuthorOf(context), context.RequestAborted);
        // Made while it is sent: a million of them would not fit.
        var results = outcome.Rows.Select(r => new RowJson(
            null, r.Line, WordOf(r.Result), null, null, r.Problem?.Field, r.Problem?.Text(CultureInfo.InvariantCulture)));
        return outcome.Rejected > 0
            ? ApiProblem.Of(
                StatusCodes.Status422UnprocessableEntity, ApiProblem.Format(ApiTexts.Rejected, outcome.Rejected, outcome.New + outcome.Revised + outcome.Unchanged + outcome.Rejected),
                [.. outcome.Rows.Where(r => r.Problem is not null).Take(MostErrors).Select(r => new ApiError(r.Problem!.Field, r.Problem.Text(CultureInfo.InvariantCulture), null, r.Line, r.Problem.Field))],
                ("results", results))
            : Recorded(new(dryRun, outcome.New, outcome.Revised, outcome.Unchanged, 0, results));
    }

    private static IResult Recorded(ResultsJson results) => Results.Json(results, ApiJsonContext.Readable.ResultsJson);

    private static IResult Rejected(IReadOnlyList<ApiError> errors, int rejected, int rows) => ApiProblem.Of(
        StatusCodes.Status422UnprocessableEntity, ApiProblem.Format(ApiTexts.Rejected, rejected, rows), [.. errors.Take(MostErrors)]);

    private static Author AuthorOf(HttpContext context) => new(context.User.Identity!.Name!);

    private static string WordOf(Result result) => result switch
    {
        Result.New => "new",
        Result.Revision => "revision",
        Result.Unchanged => "unchanged",
        _ => "rejected",
    };
}
