using System.Diagnostics;
using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace SU7Tracker.Web.Hosting;

/// <summary>One line of the log for each request. It names the path alone: a query string may hold a set-up code or a token.</summary>
internal sealed class RequestLines(RequestDelegate next, Serilog.ILogger logger)
{
    private static readonly MessageTemplate Template = new MessageTemplateParser().Parse(
        "HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.000} ms");
    private const int LongestPath = 512;
    private static readonly string[] Quiet = ["/_content", "/_framework", "/_blazor", "/health"];
    private readonly Serilog.ILogger _logger = logger.ForContext(Constants.SourceContextPropertyName, "SU7Tracker.Web.Requests");

    // An answer that is at hand needs no state machine.
    public Task InvokeAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        Task answering;
        try
        {
            answering = next(context);
        }
        catch (Exception error) when (Write(context, started, error))
        {
            throw;
        }
        if (!answering.IsCompletedSuccessfully)
        {
            return WaitAsync(context, started, answering);
        }
        Write(context, started, null);
        return answering;
    }

    /// <summary>Writes such a line without the detours of a general template; false when it is none.</summary>
    public static bool TryFormat(LogEvent line, TextWriter output)
    {
        if (
            line.MessageTemplate != Template
            || line is not { Level: LogEventLevel.Information, Exception: null }
            || !(
                Of("RequestMethod") is string method
                && Of("RequestPath") is string path
                && Of("StatusCode") is int status
                && Of("Elapsed") is double elapsed))
        {
            return false;
        }
        var at = line.Timestamp;
        Span<char> text = stackalloc char[64];
        output.Write(
            text.TryWrite(CultureInfo.InvariantCulture, $"[{at.Hour:D2}:{at.Minute:D2}:{at.Second:D2} INF] HTTP ", out var length)
                ? text[..length]
                : []);
        output.Write(method);
        output.Write(' ');
        output.Write(path);
        // From whole ticks, so that a half goes up as it does in a general format.
        var thousandths = ((long)Math.Round(elapsed * TimeSpan.TicksPerMillisecond) + 5) / 10;
        output.WriteLine(
            text.TryWrite(
                CultureInfo.InvariantCulture,
                $" responded {status} in {thousandths / 1000}.{thousandths % 1000:D3} ms",
                out length)
                ? text[..length]
                : []);
        return true;

        object? Of(string name) => line.Properties.TryGetValue(name, out var value) ? (value as ScalarValue)?.Value : null;
    }

    private async Task WaitAsync(HttpContext context, long started, Task answering)
    {
        try
        {
            await answering;
        }
        catch (Exception error) when (Write(context, started, error))
        {
            throw;
        }
        Write(context, started, null);
    }

    // Always false: a filter that sees a failure and catches none.
    private bool Write(HttpContext context, long started, Exception? error)
    {
        var status = error is null ? context.Response.StatusCode : StatusCodes.Status500InternalServerError;
        var level =
            error is not null || status >= 500 ? LogEventLevel.Error
            : IsQuiet(context.Request.Path) ? LogEventLevel.Debug
            : LogEventLevel.Information;
        if (_logger.IsEnabled(level))
        {
            _logger.Write(
                new(
                    DateTimeOffset.Now,
                    level,
                    error,
                    Template,
                    [
                        new("RequestMethod", new ScalarValue(context.Request.Method)),
                        new("RequestPath", new ScalarValue(Shown(context.Request.Path.ToUriComponent()))),
                        new("StatusCode", new ScalarValue(status)),
                        new("Elapsed", new ScalarValue(Stopwatch.GetElapsedTime(started).TotalMilliseconds)),
                    ]));
        }
        return false;
    }

    // Who sends very much is not to fill the log with it.
    private static string Shown(string path) => path.Length <= LongestPath ? path : path[..LongestPath] + "…";

    private static bool IsQuiet(PathString path) =>
        (Path.HasExtension(path.Value) && !path.StartsWithSegments("/api", StringComparison.Ordinal))
        || Array.Exists(Quiet, start => path.StartsWithSegments(start, StringComparison.Ordinal));
}
