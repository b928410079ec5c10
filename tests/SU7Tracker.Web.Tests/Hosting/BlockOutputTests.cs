using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;
using SU7Tracker.Web.Hosting;

namespace SU7Tracker.Web.Tests.Hosting;

public sealed class BlockOutputTests
{
    private static string Text(MemoryStream written) => Encoding.UTF8.GetString(written.ToArray());

    [Fact]
    public async Task ALineIsWrittenSoonAfter()
    {
        using var written = new MemoryStream();
        using var log = new LoggerConfiguration().WriteTo.Sink(new BlockOutput(written)).CreateLogger();
        log.Information("北京 {Count}", 7);
        for (var wait = 0; wait < 100 && written.Length == 0; wait++)
        {
            await Task.Delay(50);
        }
        Assert.Contains("INF] 北京 7", Text(written));
    }

    [Fact]
    public void AWarningIsWrittenAtOnceAfterWhatCameBeforeIt()
    {
        using var written = new MemoryStream();
        using var log = new LoggerConfiguration().WriteTo.Sink(new BlockOutput(written)).CreateLogger();
        log.Information("before");
        log.Warning(new InvalidOperationException("why"), "look out");
        var text = Text(written);
        Assert.True(text.IndexOf("before", StringComparison.Ordinal) < text.IndexOf("look out", StringComparison.Ordinal));
        Assert.Contains("InvalidOperationException: why", text);
    }

    [Fact]
    public void NothingIsLostAtTheEnd()
    {
        var written = new MemoryStream();
        using (var log = new LoggerConfiguration().WriteTo.Sink(new BlockOutput(written)).CreateLogger())
        {
            for (var i = 0; i < 5000; i++)
            {
                log.Information("line {Number}", i);
            }
        }
        Assert.Equal(5000, Text(written).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory, InlineData("/vehicles/su7", 200), InlineData("/a\r\nb", 404), InlineData("/", 304)]
    public async Task ARequestsLineReadsAsItsTemplateSays(string path, int status)
    {
        var lines = new Lines();
        using var log = new LoggerConfiguration().WriteTo.Sink(lines).CreateLogger();
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = path, QueryString = new("?token=secret") } };
        await new RequestLines(http => { http.Response.StatusCode = status; return Task.CompletedTask; }, log).InvokeAsync(context);
        var line = Assert.Single(lines);
        using var ours = new StringWriter();
        using var theirs = new StringWriter();
        Assert.True(RequestLines.TryFormat(line, ours));
        new MessageTemplateTextFormatter(
            "[{Timestamp:HH:mm:ss} {Level:u3}] {Message:lj}{NewLine}{Exception}",
            CultureInfo.InvariantCulture
        ).Format(line, theirs);
        Assert.Equal(theirs.ToString(), ours.ToString());
        Assert.Single(ours.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("secret", ours.ToString());
    }

    [Fact]
    public async Task AFailureIsWrittenAsOneAndGoesOn()
    {
        var lines = new Lines();
        using var log = new LoggerConfiguration().WriteTo.Sink(lines).CreateLogger();
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
            await Assert.ThrowsAsync<InvalidOperationException>(() => new RequestLines(failing, log).InvokeAsync(new DefaultHttpContext()));
        }
        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.True(line is { Level: LogEventLevel.Error, Exception: InvalidOperationException }));
    }

    private sealed class Lines : List<LogEvent>, ILogEventSink
    {
        public void Emit(LogEvent logEvent) => Add(logEvent);
    }
}
