using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Serilog;
using Serilog.Events;
using SU7Tracker.Web.Hosting;

namespace SU7Tracker.Benchmarks;

/// <summary>The ways to log each request that are compared.</summary>
internal static class RequestLogs
{
    /// <summary>No log; the program's own; Serilog's request logging with the program's output; the same with Serilog's outputs.</summary>
    public const string None = "none", Own = "own", OwnOutput = "own-output", Console = "console", File = "file";

    /// <summary>Adds a logger with the output of a way, with the levels that the program has.</summary>
    /// <param name="file">The file of <see cref="File"/>.</param>
    public static void Add(WebApplicationBuilder builder, string way, string? file)
    {
        if (way == None)
        {
            return;
        }
        builder.Services.AddSerilog(log =>
        {
            log.MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off);
            _ = way switch
            {
                Console => log.WriteTo.Console(formatProvider: CultureInfo.InvariantCulture),
                File => log.WriteTo.File(file!, formatProvider: CultureInfo.InvariantCulture, buffered: true),
                _ => log.WriteTo.Sink(new BlockOutput(System.Console.OpenStandardOutput())),
            };
        });
    }

    /// <summary>Logs each request in a way.</summary>
    public static void Use(WebApplication app, string way)
    {
        if (way == Own)
        {
            app.UseMiddleware<RequestLines>();
        }
        else if (way != None)
        {
            app.UseSerilogRequestLogging();
        }
    }
}
