using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SU7Tracker.Benchmarks;

/// <summary>A browser without a window, over its DevTools protocol.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1), LongestCall = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly string _folder;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _calls = new();
    private int _lastCall;

    private Chromium(Process process, string folder) => (_process, _folder) = (process, folder);

    public static async Task<Chromium> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("su7chromium-").FullName;
        var port = Tracker.FreePort();
        var process = Process.Start(new ProcessStartInfo("/usr/bin/chromium",
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
            $"--user-data-dir={folder}", $"--remote-debugging-port={port}", "about:blank",
        ]) { RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var chromium = new Chromium(process, folder);
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                var version = await http.GetFromJsonAsync<JsonElement>("/json/version");
                await chromium._socket.ConnectAsync(new(version.GetProperty("webSocketDebuggerUrl").GetString()!), default);
                _ = chromium.ReceiveAsync();
                return chromium;
            }
            catch (HttpRequestException) when (clock.Elapsed < LongestStart)
            {
                // It does not listen yet.
            }
        }
    }

    /// <summary>Opens a page in a tab with cookies of its own.</summary>
    public async Task<Tab> OpenAsync(Uri address)
    {
        var context = (await CallAsync("Target.createBrowserContext", [])).GetProperty("browserContextId").GetString();
        var target = (await CallAsync("Target.createTarget", new() { ["url"] = address.ToString(), ["browserContextId"] = context }))
            .GetProperty("targetId").GetString();
        var session = await CallAsync("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true });
        return new(this, context!, session.GetProperty("sessionId").GetString()!);
    }

    private async Task<JsonElement> CallAsync(string method, JsonObject parameters, string? session = null)
    {
        var call = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var id = Interlocked.Increment(ref _lastCall);
        _calls[id] = call;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            message["sessionId"] = session;
        }
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, default);
        }
        finally
        {
            _sending.Release();
        }
        return await call.Task.WaitAsync(LongestCall);
    }

    private async Task ReceiveAsync()
    {
        var (buffer, message) = (new byte[64 << 10], new MemoryStream());
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, default);
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                {
                    continue;
                }
                var answer = JsonDocument.Parse(message.ToArray()).RootElement;
                message.SetLength(0);
                if (answer.TryGetProperty("id", out var id) && _calls.TryRemove(id.GetInt32(), out var call))
                {
                    _ = answer.TryGetProperty("result", out var result)
                        ? call.TrySetResult(result)
                        : call.TrySetException(new InvalidOperationException(answer.ToString()));
                }
            }
        }
        catch (WebSocketException)
        {
            // The browser has ended.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _socket.Dispose();
        _sending.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A page that is open.</summary>
    internal sealed class Tab(Chromium browser, string context, string session)
    {
        /// <summary>What an expression is in the page; null while the page is being loaded.</summary>
        public async Task<JsonElement?> EvaluateAsync(string expression)
        {
            try
            {
                var answer = await browser.CallAsync(
                    "Runtime.evaluate",
                    new() { ["expression"] = expression, ["returnByValue"] = true },
                    session);
                return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : null;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        public Task CloseAsync() => browser.CallAsync("Target.disposeBrowserContext", new() { ["browserContextId"] = context });
    }
}
