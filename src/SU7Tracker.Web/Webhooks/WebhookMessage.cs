using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Webhooks;

/// <summary>What a webhook is told, as the body of a request.</summary>
/// <param name="Test">Whether it only tries the address.</param>
/// <param name="Changes">What has changed, in order.</param>
internal sealed record WebhookMessage(bool Test, IReadOnlyList<ToldChange> Changes)
{
    /// <summary>The header of the signature, the time that is signed with the body, and the number of the delivery.</summary>
    public const string SignatureHeader = "Tracker-Signature", TimeHeader = "Tracker-Timestamp", DeliveryHeader = "Tracker-Delivery";

    /// <summary>The body.</summary>
    public byte[] ToBody() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    /// <summary>
    /// The signature: the HMAC-SHA256, with the secret, of the seconds since 1970, a full stop and the body, in lower-case hexadecimal
    /// digits after <c>sha256=</c>.
    /// </summary>
    public static string Sign(string secret, long seconds, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(seconds.ToString(CultureInfo.InvariantCulture) + "."));
        hmac.AppendData(body);
        return "sha256=" + Convert.ToHexStringLower(hmac.GetHashAndReset());
    }
}
