using SU7Tracker.Data;

namespace SU7Tracker.Web.Hosting;

/// <summary>What an operator's machinery asks: does the process run, may it be sent requests.</summary>
internal static class Health
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapMethods("/live", Methods, () => TypedResults.Text("live"));
        health.MapMethods("/ready", Methods, async (Database database, CancellationToken cancel) =>
            await database.IsReadyAsync(cancel)
                ? Results.Text("ready")
                : Results.Text("The database does not answer or is not migrated.", statusCode: StatusCodes.Status503ServiceUnavailable));
    }
}
