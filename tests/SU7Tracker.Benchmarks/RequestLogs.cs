using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Events;
using SU7Tracker.Web.Hosting;

namespace SU7Tracker.Benchmarks;

/// <summary>The ways to write a line of the log for each request that are compared.</summary>
internal static class RequestLogs
{
    /// <summary>No log; the output of the program; the outputs of Serilog.</summary>
    public const string None = "none", Block = "block", Console = "console", File = "file";

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

    /// <summary>Logs each request as the program does.</summary>
    public static void Use(WebApplication app, string way)
    {
        if (way != None)
        {
            app.UseSerilogRequestLogging(
                options => Logging.LogRequests(options, app.Services.GetRequiredService<Serilog.ILogger>()));
        }
    }
}
