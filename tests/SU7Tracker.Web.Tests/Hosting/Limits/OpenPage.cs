using System.Net;
using System.Net.WebSockets;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Hosting.Limits;

/// <summary>The live connection of a page, as a browser opens it.</summary>
internal sealed class OpenPage : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    /// <summary>What the server answered: 101 when it let the page in.</summary>
    public HttpStatusCode Answered { get; private set; }

    public static async Task<OpenPage> ConnectAsync(Site site, string? origin = null, CookieContainer? cookies = null)
    {
        var page = new OpenPage();
        var address = site.ClientOptions.BaseAddress;
        page._socket.Options.SetRequestHeader("Origin", origin ?? address.GetLeftPart(UriPartial.Authority));
        page._socket.Options.CollectHttpResponseDetails = true;
        if (cookies is not null)
        {
            page._socket.Options.Cookies = cookies;
        }
        try
        {
            await page._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/_blazor" }.Uri, default);
        }
        catch (WebSocketException)
        {
            // Answered says how it was refused.
        }
        page.Answered = page._socket.HttpStatusCode;
        return page;
    }

    /// <summary>Sends the first message of the hub's protocol, as every browser does.</summary>
    public async Task<OpenPage> ShakeHandsAsync()
    {
        await _socket.SendAsync("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, default);
        return this;
    }

    /// <summary>How long the server keeps the connection.</summary>
    public async Task<TimeSpan> EndAsync(TimeSpan most)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var limit = new CancellationTokenSource(most);
        var buffer = new byte[4096];
        try
        {
            while ((await _socket.ReceiveAsync(buffer, limit.Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException)
        {
            // Cut off, or out of patience.
        }
        return clock.Elapsed;
    }

    public void Dispose() => _socket.Dispose();
}
