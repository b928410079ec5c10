using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SU7Tracker.Web.Tests.Api;

namespace SU7Tracker.Web.Tests.Support;

/// <summary>The program as an operator runs it: a process of its own, that can be killed.</summary>
public sealed class RunningProgram : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    /// <summary>Starts the program; it listens once <see cref="ReadyAsync"/> has returned.</summary>
    /// <param name="limit">A command of bash that comes first, such as <c>ulimit -n 100</c>.</param>
    public RunningProgram(string folder, string? connection = null, string limit = "true", bool sample = true, params string[] settings)
    {
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            Http.BaseAddress = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        }
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiSite.Token);
        Http.Timeout = TimeSpan.FromMinutes(3);
        var start = new ProcessStartInfo(
            "bash",
            [
                "-c",
                $"{limit}; exec dotnet \"$0\" \"$@\"",
                Path.Combine(AppContext.BaseDirectory, "SU7Tracker.Web.dll"),
                $"--urls={Http.BaseAddress}",
                $"--Data:Folder={folder}",
                $"--ConnectionStrings:Tracker={connection}",
                $"--Sample:Load={sample}",
                $"--Admin:Email={Site.Admin}",
                $"--Admin:Password={Site.Password}",
                $"--Admin:Token={ApiSite.Token}",
                .. settings.Select(s => s.Replace("PLAIN", Http.BaseAddress.ToString(), StringComparison.Ordinal)),
            ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // .NET maps its code through a file of 2 GB in memory, which a limit on files would forbid.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public HttpClient Http { get; } = new();

    /// <summary>What it has written to its console.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Waits until it serves.</summary>
    public async Task<RunningProgram> ReadyAsync()
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(90); await Task.Delay(100))
        {
            Assert.False(_process.HasExited, Said);
            try
            {
                using var answer = await Http.GetAsync("/health/ready");
                if (answer.IsSuccessStatusCode)
                {
                    return this;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
        throw new TimeoutException(Said);
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(90)).Token);
        return _process.ExitCode;
    }

    /// <summary>All that it answers about its record, to be compared.</summary>
    public async Task<string> RecordAsync()
    {
        var all = new StringBuilder(await Http.GetStringAsync("/api/v1/vehicles"));
        foreach (var vehicle in JsonDocument.Parse(all.ToString()).RootElement.EnumerateArray())
        {
            all.Append(await Http.GetStringAsync($"/api/v1/vehicles/{vehicle.GetProperty("slug").GetString()}/metrics?asOf=2024-05-01"));
        }
        return all.Append(await Http.GetStringAsync("/api/v1/figures?history=true&limit=1000")).ToString();
    }

    public Task<HttpResponseMessage> ImportAsync(string csv) =>
        Http.PostAsync("/api/v1/imports", new StringContent(csv, Encoding.UTF8, "text/csv"));

    /// <summary>As <c>kill -9</c> does.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        Http.Dispose();
    }

    /// <summary>A file of so many figures, each of a day and a city of its own.</summary>
    public static string Figures(int count)
    {
        var csv = new StringBuilder(
            "vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n");
        var first = new DateOnly(1950, 1, 1);
        for (var i = 0; i < count; i++)
        {
            var day = first.AddDays(i % 60_000).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
            csv.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"model-3,registrations,insured{i / 60_000},in_period,,{day},{day},{i},{i},exact,,seed_spm_20240418,\n");
        }
        return csv.ToString();
    }
}
