using System.Globalization;
using Serilog;
using Serilog.Events;

namespace SU7Tracker.Web.Hosting;

/// <summary>Configures Serilog: structured lines on the console, one for each request.</summary>
internal static class Logging
{
    /// <summary>Adds Serilog. A command writes its log to the error output, so that its answer stands alone on the output.</summary>
    public static void AddLogging(this WebApplicationBuilder builder, string[] args) =>
        builder.Services.AddSerilog((services, log) =>
        {
            log.ReadFrom.Configuration(builder.Configuration)
                .ReadFrom.Services(services)
                // The host would open an activity and a scope for each request, for lines that are never written; ours says the same.
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

    public static void UseLogging(this WebApplication app) => app.UseMiddleware<RequestLines>();
}
