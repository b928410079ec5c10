using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SU7Tracker.Web.Hosting;

/// <summary>
/// Sends traces, metrics and logs to an OpenTelemetry collector when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, as the standard's other
/// variables say; without it nothing of it is set up.
/// </summary>
internal static class Telemetry
{
    private static readonly string[] Meters =
    [
        Measurements.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Components.Server.Circuits", "Microsoft.AspNetCore.Components.Lifecycle", "System.Runtime", "Npgsql",
    ];

    private static readonly string[] Sources =
    [
        "Npgsql",
        "Microsoft.AspNetCore.Components",
        "Microsoft.AspNetCore.Components.Server.Circuits",
    ];

    public static bool IsOn(IConfiguration configuration) => !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!IsOn(builder.Configuration))
        {
            return;
        }
        builder.Services.AddSingleton<Measurements>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Measurements>());
        builder.Logging.ClearProviders();   // Serilog writes to the console
        builder.Logging.AddOpenTelemetry(logs => logs.IncludeFormattedMessage = true);
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService("su7-tracker", serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}"))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithTracing(traces => traces.AddSource(Sources).AddAspNetCoreInstrumentation(requests => requests.Filter = IsOfInterest))
            .UseOtlpExporter();
    }

    private static bool IsOfInterest(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/health")
        && !context.Request.Path.StartsWithSegments("/_framework")
        && !context.Request.Path.StartsWithSegments("/_content");
}
