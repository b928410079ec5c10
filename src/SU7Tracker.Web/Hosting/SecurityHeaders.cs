using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.HttpOverrides;
using SU7Tracker.Web.Api;
using SU7Tracker.Web.Embed;
using IPNetwork = System.Net.IPNetwork;

namespace SU7Tracker.Web.Hosting;

/// <summary>Restricts what browsers do with pages: load from this site alone, run its scripts alone, show them in no frame.</summary>
internal static class SecurityHeaders
{
    private const long LargestForm = 2 << 20;
    private const int LongestRequestLine = 16 << 10;
    private static readonly object NonceKey = new();
    private const string ForPrograms = "default-src 'none'; frame-ancestors 'none'";
    // MudBlazor sets its theme and its popovers by inline styles.
    private const string ForPages =
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
    private static readonly char[] Separators = [',', ';', ' '];

    public static void AddSecurityHeaders(this WebApplicationBuilder builder)
    {
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));
        builder.Services.AddAntiforgery(forgery => forgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;   // the endpoints that take files say so themselves
            // Kestrel refuses without an explanation; addresses up to this length are refused by RequestLimits, with one.
            kestrel.Limits.MaxRequestLineSize = LongestRequestLine;
        });
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.ForwardLimit = null;   // any number of hops, as long as each is known
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var proxy in KnownProxies(builder.Configuration))
            {
                options.KnownIPNetworks.Add(ToNetwork(proxy));
            }
        });
    }

    /// <summary>
    /// Comes first: what follows must know the caller's real address and scheme. An endpoint that needs another policy sets the header
    /// anew.
    /// </summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        if (KnownProxies(app.Configuration).Length > 0)
        {
            app.UseForwardedHeaders();
        }
        app.UseHsts();
        app.Use((context, next) =>
        {
            // A failure takes back the headers that were set before it; these stay.
            context.Response.OnStarting(static state => SetAsync((HttpContext)state), context);
            return next(context);
        });
    }

    /// <summary>What the inline script of a page, its import map, must carry; the policy of this answer allows it.</summary>
    public static string ScriptNonce(this HttpContext context)
    {
        if (context.Items[NonceKey] is not string nonce)
        {
            context.Items[NonceKey] = nonce = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        }
        return nonce;
    }

    private static Task SetAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = Errors.IsProgram(context) ? ForPrograms
                : context.Items[NonceKey] is string nonce ? $"default-src 'none'; script-src 'self' 'nonce-{nonce}'; {ForPages}"
                : $"default-src 'none'; script-src 'self'; {ForPages}";
        }
        headers.XContentTypeOptions = "nosniff";
        // The card for other sites says itself who may frame it.
        if (!EmbedEndpoints.IsFramed(context))
        {
            headers.XFrameOptions = "DENY";
        }
        headers["Referrer-Policy"] = TokenAuthentication.IsInAddress(context.Request) ? "no-referrer" : "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = EmbedEndpoints.IsFramed(context) ? "cross-origin" : "same-origin";
        return Task.CompletedTask;
    }

    // A list in one setting ("10.0.0.1, 10.1.0.0/16") or one setting each.
    private static string[] KnownProxies(IConfiguration configuration) =>
        configuration.GetSection("Proxies:Known") is var known && known.Value is { } list
            ? list.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : known.Get<string[]>() ?? [];

    private static IPNetwork ToNetwork(string proxy) =>
        IPNetwork.TryParse(proxy, out var network) ? network
        : IPAddress.TryParse(proxy, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : throw new InvalidOperationException(
            $"Proxies:Known holds \"{proxy}\", which is neither an address nor a network such as 10.1.0.0/16.");
}
