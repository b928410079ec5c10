using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace SU7Tracker.Web.Access.Keys;

/// <summary>
/// Encrypts the keys that sessions are protected with, which lie in the database, when a certificate or a key file is configured.
/// </summary>
internal static class KeyProtection
{
    /// <summary>Reads <c>Keys:Certificate</c> with <c>Keys:CertificateKey</c> or <c>Keys:Password</c>, or <c>Keys:File</c>.</summary>
    /// <exception cref="InvalidOperationException">What is configured cannot be read.</exception>
    public static void EncryptKeys(this IDataProtectionBuilder protection, IConfiguration configuration)
    {
        var (certificate, file) = (configuration["Keys:Certificate"], configuration["Keys:File"]);
        try
        {
            if (!string.IsNullOrEmpty(certificate))
            {
                var loaded = Load(certificate, configuration["Keys:CertificateKey"], configuration["Keys:Password"]);
                protection.ProtectKeysWithCertificate(loaded).UnprotectKeysWithAnyCertificate(loaded);
            }
            else if (!string.IsNullOrEmpty(file))
            {
                var key = KeyFile.Read(file);
                protection.Services.AddSingleton(key);
                protection.Services.Configure<KeyManagementOptions>(keys => keys.XmlEncryptor = new KeyFileEncryptor(key));
            }
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException)
        {
            throw new InvalidOperationException(
                $"Keys:{(string.IsNullOrEmpty(certificate) ? "File" : "Certificate")} cannot be used: {unreadable.Message}",
                unreadable);
        }
    }

    private static X509Certificate2 Load(string path, string? key, string? password) =>
        Path.GetExtension(path).ToLowerInvariant() is ".pfx" or ".p12" ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
        : string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPemFile(path, key)
        : X509Certificate2.CreateFromEncryptedPemFile(path, password, key);
}
