using SU7Tracker.Data;

namespace SU7Tracker.Web.Hosting;

/// <summary>Answers an operator's checks: whether the process runs, and whether it may be sent requests.</summary>
internal static class Health
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapMethods("/live", Methods, () => TypedResults.Text("live")).ShortCircuit();
        // A proxy that spreads readers asks with for=reading: an instance whose database is read-only for a while still serves them.
        health.MapMethods("/ready", Methods, async (HttpContext context, Readiness readiness, CancellationToken cancel) =>
            await readiness.ProblemAsync(context.Request.Query["for"] == "reading", cancel) is { } why
                ? Results.Text(why, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready")).ShortCircuit();
    }
}
