using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Data.Sqlite;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Access.Keys;

public sealed class KeyProtectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("su7-keys").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, InlineData("file"), InlineData("certificate"), InlineData("none")]
    public async Task KeysLieInTheDatabaseEncryptedWhereThatIsConfiguredAndSessionsOutliveARestart(string by)
    {
        (string, string)[] settings =
        [
            ("Admin:Email", Site.Admin),
            ("Admin:Password", Site.Password),
            ("Data:Folder", Path.Combine(_folder, by)),
            .. Keys(by),
        ];
        var cookies = new CookieContainer();
        using (var site = Site.With(settings))
        {
            using var browser = site.Open(cookies);
            await browser.SignInAsync();
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
        }
        using (var again = Site.With(settings))
        {
            using var browser = again.Open(cookies);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
        }
        await using var database = new SqliteConnection($"Data Source={Path.Combine(_folder, by, "tracker.db")};Pooling=false");
        await database.OpenAsync();
        await using var command = new SqliteCommand("select xml from data_protection_keys", database);
        var stored = (string)(await command.ExecuteScalarAsync())!;
        Assert.Equal(by == "none", stored.Contains("<masterKey", StringComparison.Ordinal));
    }

    private (string, string)[] Keys(string by)
    {
        var path = Path.Combine(_folder, by + ".key");
        switch (by)
        {
            case "file":
                File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(48));
                return [("Keys:File", path)];
            case "certificate":
                using (var key = RSA.Create(2048))
                using (var certificate = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                    .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1)))
                {
                    File.WriteAllBytes(path + ".pfx", certificate.Export(X509ContentType.Pfx, "secret"));
                }
                return [("Keys:Certificate", path + ".pfx"), ("Keys:Password", "secret")];
            default:
                return [];
        }
    }
}
