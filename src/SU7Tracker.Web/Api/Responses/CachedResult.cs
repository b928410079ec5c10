using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace SU7Tracker.Web.Api;

/// <summary>
/// Sends a cached response, or 304 when the caller has it. A pinned one may be cached for a year: by everyone, unless it was sent to
/// somebody who is signed in.
/// </summary>
internal sealed class CachedResult(CachedResponse response, bool pinned = false) : IResult
{
    private const string Varies = "Accept, Accept-Encoding";

    public CachedResponse Response => response;

    public Task ExecuteAsync(HttpContext context)
    {
        var (head, known) = (context.Response, context.User.Identity is { IsAuthenticated: true });
        var compressed = AcceptsGzip(context.Request.Headers.AcceptEncoding);
        head.Headers.ETag = compressed ? response.CompressedETag : response.ETag;
        head.Headers.CacheControl = (pinned, known) switch
        {
            (true, false) => "public, max-age=31536000, immutable",
            (true, true) => "private, max-age=31536000, immutable",
            (false, false) => "no-cache",
            (false, true) => "private, no-cache",
        };
        head.Headers.Vary = Varies;
        if (response.Version.Length > 0)
        {
            head.Headers["X-Record-Version"] = response.Version;
        }
        if (response.Bookmark.Length > 0)
        {
            head.Headers.Link = response.Bookmark;
        }
        if (Has(context.Request, response.ETag))
        {
            head.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        var body = response.Body;
        if (compressed)
        {
            body = response.Compressed;
            head.Headers.ContentEncoding = "gzip";
        }
        head.ContentType = response.ContentType;
        head.ContentLength = body.Length;
        // To a caller who has gone Kestrel writes nothing; that is no failure.
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : head.Body.WriteAsync(body).AsTask();
    }

    /// <summary>Whether the caller has the response with a tag.</summary>
    public static bool Has(HttpRequest request, string tag) => request.Headers.IfNoneMatch is { Count: > 0 } known && Has(known, tag);

    private static bool AcceptsGzip(StringValues encodings)
    {
        if (encodings.Count == 0 || (encodings is [{ } one]
            && !one.Contains("gzip", StringComparison.OrdinalIgnoreCase) && !one.Contains('*', StringComparison.Ordinal)))
        {
            return false;
        }
        return encodings is ["gzip"] || (StringWithQualityHeaderValue.TryParseList(encodings, out var list)
            && (Find(list, "gzip") ?? Find(list, "*")) is { } gzip && gzip.Quality != 0);
    }

    private static StringWithQualityHeaderValue? Find(IList<StringWithQualityHeaderValue> encodings, string name) =>
        encodings.FirstOrDefault(e => e.Value.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool Has(StringValues known, string tag) =>
        (known is [{ } one] && (one == tag || one == CachedResponse.CompressedTag(tag)))
        || (EntityTagHeaderValue.TryParseList(known, out var tags)
            && tags.Any(t => t == EntityTagHeaderValue.Any || t.Tag == tag || t.Tag == CachedResponse.CompressedTag(tag)));
}
