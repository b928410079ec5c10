using System.Globalization;
using System.Text.Json;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>Records figures that are sent as JSON.</summary>
internal sealed class PublishEndpoint(Figures figures, AccountNames accounts, TimeProvider clock) : WriteEndpoint(clock)
{
    private const long MaxBytes = 16 << 20;
    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 8 };

    /// <inheritdoc/>
    public override void Map(RouteGroupBuilder api) => api.MapPost("figures", (Delegate)HandleAsync).WithName("PublishFigures")
        .WithMetadata(
            new RequestSize(MaxBytes), new OperationDescription(() => ApiTexts.SummaryPublish, Parameters),
            new BodyDescription("application/json", () => ApiTexts.AboutFigures, FigureBody.Schema)
            {
                Refusals = [(StatusCodes.Status409Conflict, () => ApiTexts.ConflictFound)],
            })
        .Produces<ResultsJson>();

    protected override async Task<IResult> WriteAsync(HttpContext context, bool dryRun)
    {
        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(context.Request.Body, Shallow, context.RequestAborted);
        }
        catch (JsonException wrong)
        {
            return ApiProblem.Of(StatusCodes.Status400BadRequest,
                ApiProblem.Format(ApiTexts.NotJson, wrong.LineNumber + 1, wrong.BytePositionInLine + 1));
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
            var outcome = await figures.PublishAsync([.. drafts.Select(d => d.Draft)], AuthorOf(context), dryRun || drafts.Count < rows,
                context.RequestAborted);
            if (drafts.Count == rows && outcome.IsConflict)
            {
                return await ConflictAsync(outcome, context.RequestAborted);
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
                    results[row] = new(row, null, NameOf(published.Result), published.Revision, Disputed: Marked(published.Disputed));
                }
            }
            foreach (var error in errors)
            {
                results[error.Row!.Value] ??= new(error.Row, null, NameOf(Result.Rejected), null, error.Field, null, error.Reason);
            }
            var rejected = Count(Result.Rejected);
            return rejected > 0
                ? Rejected([.. errors.OrderBy(e => e.Row)], rejected, rows, results)
                : Recorded(new(dryRun, Count(Result.New), Count(Result.Revision), Count(Result.Unchanged), 0, results));

            int Count(Result result) => results.Count(r => r.Result == NameOf(result));
        }
    }

    private async Task<IResult> ConflictAsync(PublishOutcome outcome, CancellationToken cancel)
    {
        var conflicts = outcome.Rows.Select((row, i) => (row, i)).Where(r => r.row.IsConflict).ToList();
        var names = await accounts.OfAsync(conflicts.Select(c => c.row.Current?.RecordedBy ?? ""), cancel);
        return ApiProblem.Of(
            StatusCodes.Status409Conflict, ApiTexts.ConflictFound,
            [.. conflicts.Select(c => new ApiError("expectedRevision", c.row.Problem!.Text(CultureInfo.InvariantCulture), c.i))],
            ("current", conflicts.Select(c => c.row.Current is { } current ? FigureJson.Current(current, names) : null).First()),
            (
                "conflicts",
                conflicts
                    .Select(c => new ConflictJson(c.i, c.row.Current is { } current ? FigureJson.Current(current, names) : null))
                    .ToList()));
    }
}
