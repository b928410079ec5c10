using System.Security.Cryptography;

namespace SU7Tracker.Web.Access.Keys;

/// <summary>A secret in a file, from which the key is derived that encrypts others.</summary>
internal sealed class KeyFile
{
    private const int MinLength = 32;
    private readonly byte[] _key;

    private KeyFile(byte[] secret) =>
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "SU7Tracker data protection keys"u8.ToArray());

    /// <exception cref="InvalidOperationException">The file holds fewer than 32 bytes.</exception>
    public static KeyFile Read(string path)
    {
        var secret = File.ReadAllBytes(path);
        return secret.Length >= MinLength ? new(secret)
            : throw new InvalidOperationException($"Keys:File has {secret.Length} bytes; at least {MinLength} are needed.");
    }

    /// <summary>Encrypts by AES-GCM: nonce, tag, cipher text.</summary>
    public byte[] Encrypt(byte[] plain)
    {
        var sealedBytes = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + plain.Length];
        var (nonce, tag, cipher) = Parts(sealedBytes);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(_key, tag.Length);
        aes.Encrypt(nonce.Span, plain, cipher.Span, tag.Span);
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">It was encrypted with another key, or has been changed.</exception>
    public byte[] Decrypt(byte[] sealedBytes)
    {
        var (nonce, tag, cipher) = Parts(sealedBytes);
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(_key, tag.Length);
        aes.Decrypt(nonce.Span, cipher.Span, tag.Span, plain);
        return plain;
    }

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(byte[] all)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        return all.Length < nonce + tag ? throw new CryptographicException("The text is too short.")
            : (all.AsMemory(0, nonce), all.AsMemory(nonce, tag), all.AsMemory(nonce + tag));
    }
}
