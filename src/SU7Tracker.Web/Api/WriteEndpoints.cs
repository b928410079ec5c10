using System.Globalization;
using System.Text.Json;
using SU7Tracker.Data;
using SU7Tracker.Web.Hosting.Limits;

namespace SU7Tracker.Web.Api;

/// <summary>What callers write: figures as JSON, files of the import format as CSV. All rows of a request are recorded or none.</summary>
internal sealed class WriteEndpoints(Figures figures, Import import)
{
    private const long MostFigureBytes = 16 << 20;
    private const long MostImportBytes = 512 << 20;
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 8 };

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/figures", (HttpContext context, WriteEndpoints endpoints) => endpoints.PublishAsync(context))
            .WithName("PublishFigures").WithMetadata(new RequestSize(MostFigureBytes))
            .Produces<ResultsJson>();
        api.MapPost("/imports", (HttpContext context, WriteEndpoints endpoints) => endpoints.ImportAsync(context))
            .WithName("Import").WithMetadata(new RequestSize(MostImportBytes)).AddEndpointFilter<ImportQueue>()
            .Produces<ResultsJson>();
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
        query.Allow("dryRun");
        var dryRun = query.Flag("dryRun");
        if (query.Problem is { } wrongQuery)
        {
            return wrongQuery;
        }
        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(context.Request.Body, Shallow, context.RequestAborted);
        }
        catch (JsonException wrong)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest, ApiProblem.Format(ApiTexts.NotJson, wrong.LineNumber + 1, wrong.BytePositionInLine + 1));
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
            var (drafts, errors) = FigureBody.Read(body.RootElement);
            // With a row that cannot be read the others are still tried, so that all that is wrong is said at once.
            var outcome = await figures.PublishAsync([.. drafts.Select(d => d.Draft)], AuthorOf(context), dryRun || drafts.Count < rows, context.RequestAborted);
            if (drafts.Count == rows && outcome.IsConflict)
            {
                return Conflict(outcome);
            }
            var results = new RowJson[rows];
            foreach (var ((row, _), published) in drafts.Zip(outcome.Rows))
            {
                if (published.Problem is { } problem)
                {
                    errors.Add(new(FigureBody.FieldOf(problem.Field), problem.Text(CultureInfo.InvariantCulture), row));
                }
                else
                {
                    results[row] = new(row, null, WordOf(published.Result), published.Revision);
                }
            }
            foreach (var error in errors)
            {
                results[error.Row!.Value] ??= new(error.Row, null, WordOf(Result.Rejected), null, error.Field, null, error.Reason);
            }
            var rejected = Count(Result.Rejected);
            return rejected > 0
                ? Rejected([.. errors.OrderBy(e => e.Row)], rejected, rows, results)
                : Recorded(new(dryRun, Count(Result.New), Count(Result.Revision), Count(Result.Unchanged), 0, results));

            int Count(Result result) => results.Count(r => r.Result == WordOf(result));
        }
    }

    private static IResult Conflict(PublishOutcome outcome)
    {
        var conflicts = outcome.Rows.Select((row, i) => (row, i)).Where(r => r.row.IsConflict).ToList();
        return ApiProblem.Of(
            StatusCodes.Status409Conflict, ApiTexts.ConflictFound,
            [.. conflicts.Select(c => new ApiError("expectedRevision", c.row.Problem!.Text(CultureInfo.InvariantCulture), c.i))],
            ("current", conflicts.Select(c => c.row.Current is { } current ? FigureJson.Listed(current) : null).First()),
            ("conflicts", conflicts.Select(c => new ConflictJson(c.i, c.row.Current is { } current ? FigureJson.Listed(current) : null)).ToList()));
    }

    private async Task<IResult> ImportAsync(HttpContext context)
    {
        if (context.Request.ContentType is { } type && !type.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase)
            && !type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase))
        {
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, ApiTexts.NeedsCsv);
        }
        var query = new ApiQuery(context.Request);
        query.Allow("dryRun");
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
            ? Rejected(
                outcome.Rows.Where(r => r.Problem is not null).Take(ImportOutcome.MostExplained).Select(r => new ApiError(r.Problem!.Field, r.Problem.Text(CultureInfo.InvariantCulture), null, r.Line, r.Problem.Field)),
                outcome.Rejected, outcome.New + outcome.Revised + outcome.Unchanged + outcome.Rejected, results)
            : Recorded(new(dryRun, outcome.New, outcome.Revised, outcome.Unchanged, 0, results));
    }

    private static IResult Recorded(ResultsJson results) => Results.Json(results, ApiJsonContext.Readable.ResultsJson);

    private static IResult Rejected(IEnumerable<ApiError> errors, int rejected, int rows, IEnumerable<RowJson> results) => ApiProblem.Of(
        StatusCodes.Status422UnprocessableEntity, ApiProblem.Format(ApiTexts.Rejected, rejected, rows), errors, ("results", results));

    private static Author AuthorOf(HttpContext context) => new(context.User.Identity!.Name!);

    private static string WordOf(Result result) => result switch
    {
        Result.New => "new",
        Result.Revision => "revision",
        Result.Unchanged => "unchanged",
        _ => "rejected",
    };
}
