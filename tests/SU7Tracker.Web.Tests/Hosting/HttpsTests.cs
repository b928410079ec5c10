using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Hosting;

public sealed class HttpsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("su7-https").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task WithACertificateFromTheConfigurationItServesHttp2WithSecureCookiesAndStrictTransport()
    {
        using (var key = RSA.Create(2048))
        using (var made = new CertificateRequest("CN=tracker.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1)))
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, "tls.crt"), made.ExportCertificatePem());
            await File.WriteAllTextAsync(Path.Combine(_folder, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        }
        var secure = new Uri($"https://127.0.0.1:{Free()}");
        using var program = new RunningProgram(Path.Combine(_folder, "data"), settings:
        [
            $"--Kestrel:Endpoints:Secure:Url={secure}", "--Kestrel:Endpoints:Plain:Url=PLAIN", "--AllowedHosts=tracker.example;127.0.0.1",
            $"--Kestrel:Certificates:Default:Path={_folder}/tls.crt", $"--Kestrel:Certificates:Default:KeyPath={_folder}/tls.key",
        ]);
        await program.ReadyAsync();
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=tracker.example" },
        }) { BaseAddress = secure };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/login")
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Headers = { Host = "tracker.example" },
        };
        using var answer = await http.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (answer.StatusCode, answer.Version));
        Assert.Contains("max-age=", Assert.Single(answer.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));

        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/account/login") { Headers = { Host = "evil.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(foreign)).StatusCode);
    }

    private static int Free()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
