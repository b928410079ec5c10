using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace SU7Tracker.Web.Api;

/// <summary>A response as it is sent, and the tag by which a caller recognises it.</summary>
internal sealed record CachedResponse(byte[] Body, string ContentType, string ETag)
{
    // A response to the same address from another build may have other bytes.
    private static readonly byte[] Build = typeof(CachedResponse).Module.ModuleVersionId.ToByteArray();

    private readonly Lazy<byte[]> _compressed = new(() => Compress(Body));

    /// <summary>The body compressed by gzip, once for all who accept it.</summary>
    public byte[] Compressed => _compressed.Value;

    /// <summary>The tag of the compressed body, which is another representation.</summary>
    public string CompressedETag => CompressedTag(ETag);

    /// <summary>The version of the record that it follows from; empty when it follows from none.</summary>
    public string Version { get; private init; } = "";

    /// <summary>Where the same bytes stay, as the header <c>Link</c> writes it.</summary>
    public string Bookmark { get; private init; } = "";

    /// <summary>A response whose tag follows from its bytes.</summary>
    public static CachedResponse Of(byte[] body, string contentType) => new(body, contentType, Tag(SHA256.HashData(body)));

    /// <summary>The tag of the response to a pinned address, known before it is derived.</summary>
    public static string TagOf(string address) => Tag(SHA256.HashData([.. Build, .. Encoding.UTF8.GetBytes(address)]));

    /// <summary>The tag of a compressed response, by the tag of the plain one.</summary>
    public static string CompressedTag(string tag) => $"{tag.AsSpan(0, tag.Length - 1)}-gzip\"";

    /// <summary>The same with the version that it follows from and its pinned address, where it has one.</summary>
    public CachedResponse At(string? address, long version) => this with
    {
        Version = version.ToString(CultureInfo.InvariantCulture),
        Bookmark = version > 0 && address is not null ? $"<{address}>; rel=\"bookmark\"" : "",
    };

    private static byte[] Compress(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(body);
        }
        return compressed.ToArray();
    }

    private static string Tag(byte[] digest) => $"\"{Convert.ToHexStringLower(digest.AsSpan(0, 12))}\"";
}
