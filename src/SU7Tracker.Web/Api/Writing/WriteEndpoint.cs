using SU7Tracker.Data;
using SU7Tracker.Web.Access;

namespace SU7Tracker.Web.Api;

/// <summary>An address where something is recorded: all rows of a request or none.</summary>
internal abstract class WriteEndpoint(TimeProvider clock) : IApiEndpoint
{
    /// <summary>The parameters of the address.</summary>
    protected static IReadOnlyList<Parameter> Parameters { get; } = [ApiParameters.DryRun];

    /// <inheritdoc/>
    public abstract void Map(RouteGroupBuilder api);

    /// <summary>Records what a request holds, or only says what would become of it.</summary>
    protected abstract Task<IResult> WriteAsync(HttpContext context, bool dryRun);

    /// <summary>Answers a request.</summary>
    protected Task<IResult> HandleAsync(HttpContext context)
    {
        var query = new ApiQuery(context, Parameters, clock.Today());
        query.RefuseOthers();
        return query.Problem is { } problem ? Task.FromResult(problem) : WriteAsync(context, query.Get(ApiParameters.DryRun));
    }

    protected static IResult Recorded(ResultsJson results) => Results.Json(results, ApiJsonContext.Readable.ResultsJson);

    protected static IResult Rejected(IEnumerable<ApiError> errors, int rejected, int rows, IEnumerable<RowJson> results) => ApiProblem.Of(
        StatusCodes.Status422UnprocessableEntity, ApiProblem.Format(ApiTexts.Rejected, rejected, rows), errors, ("results", results));

    protected static Author AuthorOf(HttpContext context) => Accounts.AuthorOf(context.User);

    /// <summary>Only a row that is disputed says so.</summary>
    protected static bool? Marked(bool? disputed) => disputed is true ? true : null;

    protected static string NameOf(Result result) => result switch
    {
        Result.New => "new",
        Result.Revision => "revision",
        Result.Unchanged => "unchanged",
        _ => "rejected",
    };
}
