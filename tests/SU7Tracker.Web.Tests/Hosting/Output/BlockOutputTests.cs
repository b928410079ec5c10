using System.Text;
using Serilog;
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
}
