using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using SU7Tracker.Web.Hosting;

namespace SU7Tracker.Web.Tests.Hosting;

public sealed class LoggingTests
{
    [Theory]
    [InlineData("/vehicles/su7", 200, "/vehicles/su7"), InlineData("/a\r\nb", 404, "/a%0D%0Ab"), InlineData("/", 304, "/")]
    public async Task ARequestIsOneLineThatNamesThePathAlone(string path, int status, string shown)
    {
        var line = Assert.Single(
            await LinesAsync(path, http => { http.Response.StatusCode = status; return Task.CompletedTask; }));
        var text = line.RenderMessage(CultureInfo.InvariantCulture);
        Assert.StartsWith($"HTTP \"GET\" \"{shown}\" responded {status} in ", text, StringComparison.Ordinal);
        Assert.Equal(LogEventLevel.Information, line.Level);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health/live", LogEventLevel.Debug), InlineData("/app.css", LogEventLevel.Debug)]
    [InlineData("/api/v1/vehicles.csv", LogEventLevel.Information)]
    public async Task FilesAndHealthAreLoggedForDebuggingAlone(string path, LogEventLevel level) =>
        Assert.Equal(level, Assert.Single(await LinesAsync(path, _ => Task.CompletedTask)).Level);

    [Fact]
    public async Task ALongPathIsShortened() =>
        Assert.True(
            Assert.Single(await LinesAsync("/" + new string('a', 9_000), _ => Task.CompletedTask))
                .RenderMessage(CultureInfo.InvariantCulture).Length < 600);

    [Fact]
    public async Task AFailureIsAnErrorAndGoesOn()
    {
        foreach (
            var failing in new RequestDelegate[]
            {
                _ => throw new InvalidOperationException(),
                async _ =>
                {
                    await Task.Yield();
                    throw new InvalidOperationException();
                },
            })
        {
            var lines = new Lines();
            await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync("/", failing, lines));
            Assert.True(Assert.Single(lines) is { Level: LogEventLevel.Error, Exception: InvalidOperationException });
        }
    }

    private static async Task<Lines> LinesAsync(string path, RequestDelegate answer)
    {
        var lines = new Lines();
        await SendAsync(path, answer, lines);
        return lines;
    }

    private static async Task SendAsync(string path, RequestDelegate answer, Lines lines)
    {
        await using var log = new LoggerConfiguration().MinimumLevel.Debug().WriteTo.Sink(lines).CreateLogger();
        await using var services = new ServiceCollection().AddSerilog(log).BuildServiceProvider();
        var app = new ApplicationBuilder(services);
        app.UseSerilogRequestLogging(options => Logging.LogRequests(options, log));
        app.Run(answer);
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = path, QueryString = new("?token=secret") } };
        await app.Build()(context);
    }

    private sealed class Lines : List<LogEvent>, ILogEventSink
    {
        public void Emit(LogEvent logEvent) => Add(logEvent);
    }
}
