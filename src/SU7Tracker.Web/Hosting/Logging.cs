using Serilog;
using Serilog.Events;

namespace SU7Tracker.Web.Hosting;

/// <summary>What the program says about itself: structured lines on the console, one for each request.</summary>
internal static class Logging
{
    private static readonly string[] Quiet = ["/_content", "/_framework", "/_blazor", "/health"];

    /// <summary>What a command answers stands alone on the output; its log goes to the error output.</summary>
    public static void AddLogging(this WebApplicationBuilder builder, string[] args) =>
        builder.Services.AddSerilog((services, log) => log
            .ReadFrom.Configuration(builder.Configuration)
            .ReadFrom.Services(services)
            .Enrich.FromLogContext()
            .WriteTo.Console(
                formatProvider: System.Globalization.CultureInfo.InvariantCulture,
                standardErrorFromLevel: Commands.IsCommand(args) ? LogEventLevel.Verbose : null));

    /// <summary>The line names the path alone: a query string may hold a set-up code.</summary>
    public static void UseLogging(this WebApplication app) => app.UseSerilogRequestLogging(options =>
    {
        options.IncludeQueryInRequestPath = false;
        options.GetLevel = (context, _, error) =>
            error is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
            : IsQuiet(context) ? LogEventLevel.Debug
            : LogEventLevel.Information;
    });

    private static bool IsQuiet(HttpContext context) =>
        Path.HasExtension(context.Request.Path.Value) && !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || Quiet.Any(start => context.Request.Path.StartsWithSegments(start, StringComparison.Ordinal));
}
