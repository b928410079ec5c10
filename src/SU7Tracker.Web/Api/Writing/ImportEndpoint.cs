using System.Globalization;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>Imports a file of the import format: all of its rows or none.</summary>
internal sealed class ImportEndpoint(Import import, TimeProvider clock) : WriteEndpoint(clock)
{
    private const long MaxBytes = 512 << 20;
    private static readonly string[] Types = ["text/csv", "text/plain", "application/octet-stream"];

    /// <inheritdoc/>
    public override void Map(RouteGroupBuilder api)
    {
        api.MapPost("imports", (Delegate)HandleAsync).WithName("Import")
            .WithMetadata(
                new RequestSize(MaxBytes), new OperationDescription(() => ApiTexts.SummaryImport, Parameters),
                new BodyDescription("text/csv", () => ApiTexts.AboutImport, () => new() { Type = Microsoft.OpenApi.JsonSchemaType.String })
                {
                    Refusals = [(StatusCodes.Status415UnsupportedMediaType, () => ApiTexts.NeedsCsv)],
                })
            .Produces<ResultsJson>();
        // Without this the pages' own response to unknown addresses would come first.
        api.MapMethods("imports", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return ApiProblem.Of(StatusCodes.Status405MethodNotAllowed, ApiTexts.NotThisMethod);
        }).ExcludeFromDescription();
    }

    protected override async Task<IResult> WriteAsync(HttpContext context, bool dryRun)
    {
        if (context.Request.ContentType is { } type && !Types.Any(t => type.StartsWith(t, StringComparison.OrdinalIgnoreCase)))
        {
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, ApiTexts.NeedsCsv);
        }
        var outcome = await import.RunAsync(context.Request.Body, dryRun, AuthorOf(context), context.RequestAborted);
        // Made while it is sent: a million of them would not fit.
        var results = outcome.Rows.Select(r => new RowJson(
            null, r.Line, NameOf(r.Result), r.Revision > 0 ? r.Revision : null, null, r.Problem?.Field,
            r.Problem?.Text(CultureInfo.InvariantCulture), Marked(r.Disputed)));
        var errors = outcome.Rows.Where(r => r.Problem is not null).Take(ImportOutcome.MostExplained)
            .Select(r => new ApiError(r.Problem!.Field, r.Problem.Text(CultureInfo.InvariantCulture), null, r.Line, r.Problem.Field));
        return outcome.Rejected > 0
            ? Rejected(errors, outcome.Rejected, outcome.New + outcome.Revised + outcome.Unchanged + outcome.Rejected, results)
            : Recorded(new(dryRun, outcome.New, outcome.Revised, outcome.Unchanged, 0, results));
    }
}
