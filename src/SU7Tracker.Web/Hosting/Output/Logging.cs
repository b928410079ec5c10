using System.Globalization;
using Serilog;
using Serilog.AspNetCore;
using Serilog.Core;
using Serilog.Events;

namespace SU7Tracker.Web.Hosting;

/// <summary>Configures Serilog: structured lines on the console, one for each request.</summary>
internal static class Logging
{
    private const int LongestPath = 512;
    private static readonly string[] Quiet = ["/_content", "/_framework", "/_blazor", "/health"];

    /// <summary>Adds Serilog. A command writes its log to the error output, so that its answer stands alone on the output.</summary>
    public static void AddLogging(this WebApplicationBuilder builder, string[] args) =>
        builder.Services.AddSerilog((services, log) =>
        {
            log.ReadFrom.Configuration(builder.Configuration)
                .ReadFrom.Services(services)
                // The host would open an activity and a scope for each request, for lines that are never written.
                .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off);
            if (Console.IsOutputRedirected && !Commands.Commands.IsCommand(args))
            {
                log.WriteTo.Sink(new BlockOutput(Console.OpenStandardOutput()));
            }
            else
            {
                log.WriteTo.Console(
                    formatProvider: CultureInfo.InvariantCulture,
                    standardErrorFromLevel: Commands.Commands.IsCommand(args) ? LogEventLevel.Verbose : null);
            }
        }, writeToProviders: Telemetry.IsOn(builder.Configuration));

    public static void UseLogging(this WebApplication app) =>
        app.UseSerilogRequestLogging(options => LogRequests(options, app.Services.GetRequiredService<Serilog.ILogger>()));

    /// <summary>Writes one line for each request. It names the path alone: a query string may hold a set-up code or a token.</summary>
    internal static void LogRequests(RequestLoggingOptions options, Serilog.ILogger logger)
    {
        options.Logger = logger.ForContext(Constants.SourceContextPropertyName, "SU7Tracker.Web.Requests");
        options.MessageTemplate = "HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.000} ms";
        options.GetLevel = (context, _, error) =>
            error is not null || context.Response.StatusCode >= 500 ? LogEventLevel.Error
            : IsQuiet(context.Request.Path) ? LogEventLevel.Debug
            : LogEventLevel.Information;
        // The path as it was sent, so that no line break in it begins another line.
        options.GetMessageTemplateProperties = (context, _, elapsed, status) =>
        [
            new("RequestMethod", new ScalarValue(context.Request.Method)),
            new("RequestPath", new ScalarValue(Shortened(context.Request.Path.ToUriComponent()))),
            new("StatusCode", new ScalarValue(status)),
            new("Elapsed", new ScalarValue(elapsed)),
        ];
    }

    private static string Shortened(string path) => path.Length <= LongestPath ? path : path[..LongestPath] + "…";

    private static bool IsQuiet(PathString path) =>
        (Path.HasExtension(path.Value) && !path.StartsWithSegments("/api", StringComparison.Ordinal))
        || Array.Exists(Quiet, start => path.StartsWithSegments(start, StringComparison.Ordinal));
}
