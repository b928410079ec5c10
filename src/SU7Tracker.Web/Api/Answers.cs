using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace SU7Tracker.Web.Api;

/// <summary>An answer as it is sent, and the tag by which a caller recognises it.</summary>
internal sealed record Answer(byte[] Body, string ContentType, string ETag)
{
    // An answer to the same address from another build may have other bytes.
    private static readonly byte[] Build = typeof(Answer).Module.ModuleVersionId.ToByteArray();

    private readonly Lazy<byte[]> _packed = new(() => Pack(Body));

    /// <summary>The body compressed by gzip, once for all who take it so.</summary>
    public byte[] Packed => _packed.Value;

    /// <summary>The tag of the compressed body, which is another representation.</summary>
    public string PackedETag => PackedTag(ETag);

    /// <summary>The version of the record that it speaks of; empty when it speaks of none.</summary>
    public string Version { get; private init; } = "";

    /// <summary>Where the same bytes are found for ever, as the header <c>Link</c> says it.</summary>
    public string Bookmark { get; private init; } = "";

    public static Answer Of(byte[] body, string contentType) => new(body, contentType, Tag(SHA256.HashData(body)));

    /// <summary>The tag of the answer to a pinned address, known before it is derived.</summary>
    public static string TagOf(string address) => Tag(SHA256.HashData([.. Build, .. Encoding.UTF8.GetBytes(address)]));

    /// <summary>The same with the version that it speaks of and its pinned address.</summary>
    public Answer At(string address, long version) => this with
    {
        Version = version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Bookmark = version > 0 ? $"<{address}>; rel=\"bookmark\"" : "",
    };

    /// <summary>The tag of a compressed answer, by the tag of the plain one.</summary>
    public static string PackedTag(string tag) => $"{tag.AsSpan(0, tag.Length - 1)}-gzip\"";

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(body);
        }
        return packed.ToArray();
    }

    private static string Tag(byte[] digest) => $"\"{Convert.ToHexStringLower(digest.AsSpan(0, 12))}\"";
}

/// <summary>
/// Answers that were derived before, kept as bytes. The key is the pinned address, which names the version of the record, so that a change
/// makes another key and nothing here is ever stale; those that nobody asks for give way.
/// </summary>
internal sealed class Answers : IDisposable
{
    private const long MostBytes = 64 << 20;
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public Answer? Find(string address) => _kept.TryGetValue(address, out Answer? kept) ? kept : null;

    public Answer Keep(string address, Answer answer)
    {
        using var entry = _kept.CreateEntry(address);
        entry.Value = answer;
        entry.Size = (answer.Body.Length * 5L / 4) + (4 * address.Length) + 300;
        return answer;
    }

    public void Dispose() => _kept.Dispose();
}

/// <summary>Sends an answer, or 304 when the caller has it. One that is pinned may be kept for ever; by everyone, unless it was given to somebody known.</summary>
internal sealed class AnswerResult(Answer answer, bool pinned = false) : IResult
{
    private const string Varies = "Accept, Accept-Encoding";

    public Answer Answer => answer;

    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        var known = context.User.Identity is { IsAuthenticated: true };
        var packed = TakesGzip(context.Request.Headers.AcceptEncoding);
        response.Headers.ETag = packed ? answer.PackedETag : answer.ETag;
        response.Headers.CacheControl = (pinned, known) switch
        {
            (true, false) => "public, max-age=31536000, immutable",
            (true, true) => "private, max-age=31536000, immutable",
            (false, false) => "no-cache",
            (false, true) => "private, no-cache",
        };
        response.Headers.Vary = Varies;
        if (answer.Version.Length > 0)
        {
            response.Headers["X-Record-Version"] = answer.Version;
        }
        if (answer.Bookmark.Length > 0)
        {
            response.Headers.Link = answer.Bookmark;
        }
        if (Has(context.Request, answer.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        var body = answer.Body;
        if (packed)
        {
            body = answer.Packed;
            response.Headers.ContentEncoding = "gzip";
        }
        response.ContentType = answer.ContentType;
        response.ContentLength = body.Length;
        // To a caller who has gone Kestrel writes nothing; that is no failure.
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body).AsTask();
    }

    private static bool TakesGzip(StringValues encodings)
    {
        if (encodings.Count == 0 || (encodings is [{ } one] && !one.Contains("gzip", StringComparison.OrdinalIgnoreCase) && !one.Contains('*', StringComparison.Ordinal)))
        {
            return false;
        }
        return encodings is ["gzip"] || (StringWithQualityHeaderValue.TryParseList(encodings, out var list)
            && (list.FirstOrDefault(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)) ?? list.FirstOrDefault(e => e.Value == "*")) is { } gzip && gzip.Quality != 0);
    }

    /// <summary>Whether the caller has the answer with a tag.</summary>
    public static bool Has(HttpRequest request, string tag) => request.Headers.IfNoneMatch is { Count: > 0 } known && Has(known, tag);

    private static bool Has(StringValues known, string tag) =>
        known is [{ } one] && (one == tag || one == Answer.PackedTag(tag))
        || EntityTagHeaderValue.TryParseList(known, out var tags) && tags.Any(t => t == EntityTagHeaderValue.Any || t.Tag == tag || t.Tag == Answer.PackedTag(tag));
}
