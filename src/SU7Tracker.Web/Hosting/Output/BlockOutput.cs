using System.Globalization;
using System.Text;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace SU7Tracker.Web.Hosting;

/// <summary>
/// Writes the log in blocks to an output that is redirected, because writing each line by itself costs more (see RESULTS.md).
/// </summary>
internal sealed class BlockOutput : ILogEventSink, IDisposable
{
    private const int BlockLength = 32 << 10;
    // How long a line may be held back. A warning is written at once, with all that came before it.
    private static readonly TimeSpan FlushInterval = TimeSpan.FromMilliseconds(100);
    private readonly MessageTemplateTextFormatter _format = new(
        "[{Timestamp:HH:mm:ss} {Level:u3}] {Message:lj}{NewLine}{Exception}",
        CultureInfo.InvariantCulture);
    private readonly StreamWriter _output;
    private readonly Timer _timer;
    private readonly Lock _writing = new();
    private bool _waiting;

    public BlockOutput(Stream output)
    {
        _output = new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BlockLength);
        _timer = new(_ => Flush());
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Flush();
    }

    public void Emit(LogEvent logEvent)
    {
        lock (_writing)
        {
            _format.Format(logEvent, _output);
            if (logEvent.Level >= LogEventLevel.Warning)
            {
                _output.Flush();
            }
            else if (!_waiting)
            {
                _waiting = _timer.Change(FlushInterval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Flush()
    {
        lock (_writing)
        {
            _waiting = false;
            _output.Flush();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Flush();
    }
}
