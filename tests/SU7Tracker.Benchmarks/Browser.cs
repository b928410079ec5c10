using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;

namespace SU7Tracker.Benchmarks;

/// <summary>A Chromium without a window, driven over its DevTools protocol.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;
    private readonly HttpClient _tabs;

    private Browser(Process process, string folder, Uri address) =>
        (_process, _folder, _tabs) = (process, folder, new() { BaseAddress = address });

    public static async Task<Browser> StartAsync()
    {
        var (folder, port) = (Directory.CreateTempSubdirectory("su7browser-").FullName, Tracker.FreePort());
        var start = new ProcessStartInfo(
            "/usr/bin/chromium",
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--window-size=1440,900", $"--user-data-dir={folder}",
                $"--remote-debugging-port={port}", "about:blank",
            ])
        {
            RedirectStandardError = true,
        };
        var browser = new Browser(Process.Start(start)!, folder, new($"http://127.0.0.1:{port}"));
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                if ((await browser._tabs.GetAsync("/json/version")).IsSuccessStatusCode)
                {
                    return browser;
                }
            }
            catch (HttpRequestException) when (clock.Elapsed < TimeSpan.FromMinutes(1))
            {
                // It does not listen yet.
            }
        }
    }

    /// <summary>Opens a page in a new tab and waits until a script that runs in it from the beginning has set a number.</summary>
    /// <param name="page">The address.</param>
    /// <param name="script">Runs before every script of the page.</param>
    /// <param name="result">The expression that is null until then.</param>
    /// <param name="empty">Whether the cache is emptied first.</param>
    /// <param name="blocked">The addresses that are not fetched, with <c>*</c> in place of any characters.</param>
    /// <returns>
    /// The number, and the bytes of all responses, heads and bodies as they were sent, of which the browser knows by then.
    /// </returns>
    public async Task<(double Result, long Bytes, int Requests)> OpenAsync(
        Uri page,
        string script,
        string result,
        bool empty,
        params string[] blocked)
    {
        using var opened = await _tabs.PutAsync(new Uri("/json/new?about:blank", UriKind.Relative), null);
        var tab = await opened.Content.ReadFromJsonAsync<JsonElement>();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new(tab.GetProperty("webSocketDebuggerUrl").GetString()!), CancellationToken.None);
        var (number, bytes, requests) = (0, 0L, 0);
        await CallAsync("Network.enable");
        await CallAsync("Page.enable");
        if (empty)
        {
            await CallAsync("Network.clearBrowserCache");
        }
        await CallAsync("Network.setBlockedURLs", new { urls = blocked });
        await CallAsync("Page.addScriptToEvaluateOnNewDocument", new { source = script });
        await CallAsync("Page.navigate", new { url = page.ToString() });
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(50))
        {
            var answer = await CallAsync("Runtime.evaluate", new { expression = result, returnByValue = true });
            if (answer.GetProperty("result").TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Number)
            {
                using var closed = await _tabs.GetAsync("/json/close/" + tab.GetProperty("id").GetString());
                return (value.GetDouble(), bytes, requests);
            }
        }
        throw new TimeoutException($"Nothing was drawn at {page}.");

        async Task<JsonElement> CallAsync(string method, object? arguments = null)
        {
            var id = ++number;
            var message = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = arguments ?? new { } });
            await socket.SendAsync(message, WebSocketMessageType.Text, true, CancellationToken.None);
            while (true)
            {
                var said = await ReceiveAsync(socket);
                if (said.TryGetProperty("id", out var answered) && answered.GetInt32() == id)
                {
                    return said.GetProperty("result");
                }
                if (said.TryGetProperty("method", out var told) && told.GetString() == "Network.loadingFinished")
                {
                    bytes += (long)said.GetProperty("params").GetProperty("encodedDataLength").GetDouble();
                    requests++;
                }
            }
        }
    }

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        var (buffer, message) = (new byte[1 << 16], new MemoryStream());
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonDocument.Parse(message.ToArray()).RootElement;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _tabs.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
