using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// An open page without a browser: it asks for the page, starts its components over a WebSocket as Blazor's script does, answers their
/// calls with nothing and confirms every rendering.
/// </summary>
internal sealed partial class LivePage : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1), BetweenPings = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);
    private const int ReturnsObject = 1;   // JSCallResultType.JSObjectReference
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _receiving = Task.CompletedTask, _pinging = Task.CompletedTask;
    private int _renderings;

    /// <summary>How many times it was rendered since it was opened.</summary>
    public int Renderings => Volatile.Read(ref _renderings);

    /// <summary>Why it is no longer live; null while it is.</summary>
    public string? Ended { get; private set; }

    /// <summary>Opens a page and waits until it has been rendered live.</summary>
    public static async Task<LivePage> OpenAsync(HttpClient http, string path)
    {
        var answer = await http.GetAsync(path);
        for (var clock = Stopwatch.StartNew();
            answer.StatusCode == HttpStatusCode.ServiceUnavailable && clock.Elapsed < LongestStart;
            answer = await http.GetAsync(path))
        {
            await Task.Delay(BetweenTries);   // as a reader does who is told to come back
        }
        var html = await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var page = new LivePage();
        await page.StartAsync(new(http.BaseAddress!, path), html);
        return page;
    }

    private async Task StartAsync(Uri address, string html)
    {
        var site = address.GetLeftPart(UriPartial.Authority);
        _socket.Options.SetRequestHeader("Origin", site);
        await _socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/_blazor" }.Uri, _closing.Token);
        var handshake = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray();
        await _socket.SendAsync(handshake, WebSocketMessageType.Text, true, _closing.Token);
        _receiving = ReceiveAsync();
        _pinging = PingAsync();
        // A component is marked by two comments, of which only the first has a descriptor.
        var markers = Marker().Matches(html).Select(m => m.Groups[1].Value)
            .Where(m => m.Contains("\"descriptor\"", StringComparison.Ordinal));
        var operations = markers.Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker}}}""");
        var state = State().Match(html).Groups[1].Value;
        await InvokeAsync("1", "StartCircuit", site + "/", address.ToString(), "[]", state);
        await InvokeAsync(null, "UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", state);
        await _live.Task.WaitAsync(LongestStart);
    }

    private async Task ReceiveAsync()
    {
        var (part, received) = (new byte[16 << 10], new ArrayBufferWriter<byte>());
        try
        {
            while (true)
            {
                var got = await _socket.ReceiveAsync(part.AsMemory(), _closing.Token);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    Ended ??= "closed";
                    return;
                }
                received.Write(part.AsSpan(0, got.Count));
                var read = 0;
                while (Frame(received.WrittenSpan[read..]) is var (start, length) && length >= 0)
                {
                    await HandleAsync(received.WrittenMemory.Slice(read + start, length));
                    read += start + length;
                }
                var rest = received.WrittenSpan[read..].ToArray();
                received.ResetWrittenCount();
                received.Write(rest);
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException)
        {
            Ended ??= end.Message;
        }
    }

    // The answer to the first message is JSON that ends with 0x1e; each later one has its length before it, seven bits a byte.
    private static (int Start, int Length) Frame(ReadOnlySpan<byte> received)
    {
        if (received is [(byte)'{', ..])
        {
            return (0, received.IndexOf((byte)0x1e) + 1 is > 0 and var handshake ? handshake : -1);
        }
        var length = 0;
        for (var i = 0; i < Math.Min(5, received.Length); i++)
        {
            length |= (received[i] & 0x7f) << (7 * i);
            if (received[i] < 0x80)
            {
                return (i + 1, received.Length >= i + 1 + length ? length : -1);
            }
        }
        return (0, -1);
    }

    private async Task HandleAsync(ReadOnlyMemory<byte> message)
    {
        if (message.Span is [(byte)'{', ..])
        {
            return;
        }
        var reader = new PackReader(message);
        reader.Array();
        switch (reader.Number())
        {
            case 1:
                reader.Skip();   // headers
                reader.Skip();   // id of the invocation
                var target = reader.Text();
                reader.Array();
                await CalledAsync(target, reader);
                break;
            case 7:
                Ended = Encoding.UTF8.GetString(message.Span);
                break;
            default:
                break;
        }
    }

    private async Task CalledAsync(string target, PackReader arguments)
    {
        switch (target)
        {
            case "JS.RenderBatch":
                await SendAsync(Invocation(null, "OnRenderCompleted", arguments.Number(), null));
                Interlocked.Increment(ref _renderings);
                break;
            case "JS.BeginInvokeJS":
                var call = arguments.Number();
                arguments.Skip();   // identifier
                arguments.Skip();   // arguments
                var result = arguments.Number() == ReturnsObject ? """{"__jsObjectId":1}""" : "null";
                if (call != 0)
                {
                    await SendAsync(Invocation(null, "EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]"));
                }
                break;
            case "JS.EndUpdateRootComponents":
                _live.TrySetResult();
                break;
            case "JS.Error":
                Ended = arguments.Text();
                _live.TrySetException(new InvalidOperationException(Ended));
                break;
            default:
                break;
        }
    }

    private async Task PingAsync()
    {
        using var timer = new PeriodicTimer(BetweenPings);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token))
            {
                await SendAsync([0x91, 6]);
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException)
        {
            // Ended says why.
        }
    }

    private Task InvokeAsync(string? id, string method, params object?[] arguments) => SendAsync(Invocation(id, method, arguments));

    private static byte[] Invocation(string? id, string method, params object?[] arguments)
    {
        var pack = new PackWriter();
        pack.Array(6);
        pack.Value(1L);
        pack.Map(0);
        pack.Value(id);
        pack.Value(method);
        pack.Array(arguments.Length);
        foreach (var argument in arguments)
        {
            pack.Value(argument);
        }
        pack.Array(0);
        return pack.ToArray();
    }

    private async Task SendAsync(byte[] message)
    {
        var framed = new List<byte>(message.Length + 5);
        for (var rest = message.Length; ; rest >>= 7)
        {
            framed.Add((byte)(rest < 0x80 ? rest : (rest & 0x7f) | 0x80));
            if (rest < 0x80)
            {
                break;
            }
        }
        framed.AddRange(message);
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(framed.ToArray(), WebSocketMessageType.Binary, true, _closing.Token);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Abort();
        await Task.WhenAll(_receiving, _pinging);
        _socket.Dispose();
        _closing.Dispose();
        _sending.Dispose();
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
