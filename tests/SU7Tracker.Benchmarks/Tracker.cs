using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// A program as a process of its own, with its output in a file in memory, where no disk slows it, and its database in a folder; both go
/// with it.
/// </summary>
internal sealed class Tracker : IAsyncDisposable
{
    public const string Token = "a-token-of-at-least-thirty-two-characters";
    private readonly Process _process;
    private readonly string _folder, _log;

    private Tracker(Process process, string folder, string log, Uri address)
    {
        (_process, _folder, _log) = (process, folder, log);
        Anonymous = new(new SocketsHttpHandler { MaxConnectionsPerServer = 300 }) { BaseAddress = address };
        Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 300 }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    /// <summary>A caller that may write.</summary>
    public HttpClient Http { get; }
    /// <summary>A caller without a token.</summary>
    public HttpClient Anonymous { get; }
    public Uri Address => Http.BaseAddress!;
    public int ProcessId => _process.Id;

    /// <summary>The tracker as it is shipped, but for limits that no caller reaches.</summary>
    /// <param name="connection">Empty: SQLite in its folder.</param>
    /// <param name="settings">More settings, such as <c>Sample:Load=false</c>.</param>
    public static Task<Tracker> StartAsync(string connection = "", params string[] settings) =>
        StartTrackerAsync("SU7Tracker.Web.dll", connection, settings);

    /// <summary>The same, from a folder to which it was published.</summary>
    public static Task<Tracker> StartPublishedAsync(string folder) =>
        StartTrackerAsync(Path.Combine(folder, "SU7Tracker.Web.dll"), "", "contentRoot=" + folder);

    private static Task<Tracker> StartTrackerAsync(string dll, string connection, params string[] settings) => StartAsync(
        dll,
        [
            .. settings, "Limits:ReadsPerSecond=10000000", "Limits:PagesPerSecond=10000000", "Limits:WritesPerSecond=10000000",
            "Limits:OpenPages=0", "Limits:OpenPagesPerCaller=0", "ConnectionStrings:Tracker=" + connection,
            "Admin:Email=bench@example.org", "Admin:Password=four words are plenty", "Admin:Token=" + Token,
        ], "/health/ready");

    /// <summary>A program of this folder, once a path of it answers.</summary>
    public static async Task<Tracker> StartAsync(string dll, IEnumerable<string> settings, string ready)
    {
        var folder = Directory.CreateTempSubdirectory("su7bench-").FullName;
        var log = Path.Combine("/dev/shm", Path.GetFileName(folder) + ".log");
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        // As settings, not as words, so that the tracker takes them for no command.
        var start = new ProcessStartInfo(
            "/bin/sh",
            [
                "-c",
                "exec \"$@\" > \"$0\" 2>&1",
                log,
                "dotnet",
                Path.Combine(AppContext.BaseDirectory, dll),
                .. settings.Select(s => "--" + s),
                "--urls=" + address,
                "--Data:Folder=" + folder + "/data",
            ]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_gcServer"] = "1";   // as every program on the Web SDK has it
        var tracker = new Tracker(Process.Start(start)!, folder, log, address);
        for (var clock = Stopwatch.StartNew(); ;)
        {
            try
            {
                if ((await tracker.Http.GetAsync(ready)).IsSuccessStatusCode)
                {
                    return tracker;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
            if (clock.Elapsed > TimeSpan.FromMinutes(1) || tracker._process.HasExited)
            {
                throw new InvalidOperationException(await File.ReadAllTextAsync(log));
            }
            await Task.Delay(50);
        }
    }

    /// <summary>Of its memory in MB what is resident, now or at most.</summary>
    public (double Now, double Most) Memory()
    {
        var lines = File.ReadAllLines($"/proc/{ProcessId}/status");
        return (Of("VmRSS:"), Of("VmHWM:"));

        double Of(string name) =>
            double.Parse(lines.First(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..^2], CultureInfo.InvariantCulture)
            / 1000;
    }

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>How many of its lines hold a text.</summary>
    public int Logged(string text)
    {
        using var log = new FileStream(_log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        var count = 0;
        while (reader.ReadLine() is { } line)
        {
            count += line.Contains(text, StringComparison.Ordinal) ? 1 : 0;
        }
        return count;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Anonymous.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_log);
        Directory.Delete(_folder, recursive: true);
    }
}
