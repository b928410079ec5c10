using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Webhooks;

/// <summary>
/// Sends messages to webhooks. The name of an address is resolved for each connection, and only public addresses are connected to unless
/// the setting <c>Webhooks:AllowPrivateNetworks</c> allows others; redirects are not followed.
/// </summary>
public sealed class WebhookClient : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly IDataProtector _secrets;
    private readonly TimeProvider _clock;

    /// <summary>Reads its setting and the keys that protect secrets.</summary>
    public WebhookClient(IConfiguration configuration, IDataProtectionProvider protection, TimeProvider clock)
    {
        AllowsPrivate = configuration.GetValue("Webhooks:AllowPrivateNetworks", false);
        (_secrets, _clock) = (protection.CreateProtector("webhooks"), clock);
        _http = new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero,
                ConnectCallback = ConnectAsync,
            })
        {
            Timeout = Longest,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("SU7-Tracker");
    }

    /// <summary>Whether addresses of private networks are connected to.</summary>
    public bool AllowsPrivate { get; }

    /// <summary>Encrypts a secret as it is stored.</summary>
    public string Protect(string secret) => _secrets.Protect(secret);

    /// <summary>Tells a webhook of changes; without any it only tries the address.</summary>
    public async Task<WebhookDelivery> SendAsync(Webhook webhook, IReadOnlyList<ToldChange> changes, CancellationToken cancel)
    {
        var (now, started, version) = (_clock.GetUtcNow(), Stopwatch.GetTimestamp(), changes.Count == 0 ? 0 : changes[^1].Version);
        var (status, error) = ((int?)null, "");
        try
        {
            using var request = Request(webhook, new(changes.Count == 0, changes), now.ToUnixTimeSeconds(), version);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            status = (int)response.StatusCode;
            error = status is >= 300 and < 400 ? WebhookTexts.NotFollowed : "";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            error = WebhookTexts.TimedOut;
        }
        catch (Exception failure) when (failure is HttpRequestException or CryptographicException)
        {
            error = failure.GetBaseException().Message;
        }
        return new(
            now, version, changes.Count, changes.Count == 0 ? 1 : webhook.Failures + 1, status, error,
            (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private HttpRequestMessage Request(Webhook webhook, WebhookMessage message, long seconds, long version)
    {
        var body = message.ToBody();
        var request = new HttpRequestMessage(HttpMethod.Post, webhook.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add(WebhookMessage.TimeHeader, seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(
            WebhookMessage.SignatureHeader,
            WebhookMessage.Sign(_secrets.Unprotect(webhook.ProtectedSecret), seconds, body));
        request.Headers.Add(WebhookMessage.DeliveryHeader, string.Create(CultureInfo.InvariantCulture, $"{webhook.Id}-{version}"));
        return request;
    }

    // Between a check and a connection a name may change what it stands for: what is connected to is what was checked.
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, cancel);
        var allowed = AllowsPrivate ? addresses : Array.FindAll(addresses, WebhookAddress.IsPublic);
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(WebhookTexts.NotPublic);
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
