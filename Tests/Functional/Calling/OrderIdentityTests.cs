using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>Who calls: a certificate, or an ID token.</summary>
public sealed class OrderIdentityTests : OrderTests
{
    private static readonly OrderRequest Request = new() { Id = "1" };

    private readonly List<string> _callers = [];
    private DirectoryInfo _folder = null!;
    private OrderServer _secure = null!;

    private string Certificate => Path.Combine(_folder.FullName, "tls.crt");

    private string Key => Path.Combine(_folder.FullName, "tls.key");

    private string Authority => Path.Combine(_folder.FullName, "ca.crt");

    [SetUp]
    public async Task StartSecureServerAsync()
    {
        _folder = Directory.CreateTempSubdirectory("codefirst-");
        _callers.Clear();
        await File.WriteAllTextAsync(Authority, TestAuthority.Pem);
        _secure = await KeepAsync(OrderServer.StartAsync(tls: new HttpsConnectionAdapterOptions
        {
            ServerCertificate = TestAuthority.Certificate,
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            ClientCertificateValidation = (certificate, _, _) =>
            {
                lock (_callers)
                {
                    _callers.Add(certificate.Subject);
                }

                return true;
            },
        }));
    }

    [TearDown]
    public void DeleteFiles() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_client_shows_its_certificate_and_a_new_one_when_the_files_change()
    {
        await WriteCertificateAsync("CN=first");
        var orders = ConnectSecurely();
        await orders.GetOrderAsync(Request);

        await WriteCertificateAsync("CN=second");
        await _secure.KillAsync();
        await _secure.StartAsync();
        await orders.GetOrderAsync(Request);

        _callers.Should().Equal("CN=first", "CN=second");
    }

    [Test]
    public async Task A_certificate_file_that_is_half_written_leaves_the_one_before()
    {
        await WriteCertificateAsync("CN=first");
        var orders = ConnectSecurely();
        await orders.GetOrderAsync(Request);

        await File.WriteAllTextAsync(Certificate, "-----BEGIN CERTI");
        await _secure.KillAsync();
        await _secure.StartAsync();
        await orders.GetOrderAsync(Request);

        _callers.Should().Equal("CN=first", "CN=first");
    }

    [Test]
    public async Task A_server_of_an_authority_that_is_not_named_is_INTERNAL_and_sent_nothing()
    {
        await WriteCertificateAsync("CN=first");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = new CertificateRequest("CN=other", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(1));
        await File.WriteAllTextAsync(Authority, other.ExportCertificatePem());

        var failure = await FailureOfAsync(() => ConnectSecurely().GetOrderAsync(Request).AsTask());

        failure.StatusCode.Should().Be(StatusCode.Internal);
        _secure.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_call_with_an_audience_carries_a_token_for_it()
    {
        var audience = $"https://orders-{Guid.NewGuid():N}.a.run.app";
        await using var metadata = await FakeMetadataServer.StartAsync();
        var before = Environment.GetEnvironmentVariable(FakeMetadataServer.Variable);
        Environment.SetEnvironmentVariable(FakeMetadataServer.Variable, metadata.Host);
        try
        {
            await Connect(options => options.Audience = audience).GetOrderAsync(Request);
        }
        finally
        {
            Environment.SetEnvironmentVariable(FakeMetadataServer.Variable, before);
        }

        var token = Server.Headers.Single()["X-Serverless-Authorization"].ToString();
        token.Should().StartWith("Bearer ");
        FakeIdTokens.FindAudience(token["Bearer ".Length..]).Should().Be(audience);
    }

    private IOrders ConnectSecurely() => Connect(options =>
    {
        options.Address = $"localhost:{_secure.Port}";
        options.Insecure = false;
        options.Deadline = Patience.Limit;
        options.ServerCa = Authority;
        options.ClientCertificate = Certificate;
        options.ClientKey = Key;
    });

    private async Task WriteCertificateAsync(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest(name, key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(1));
        await File.WriteAllTextAsync(Key, key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(Certificate, certificate.ExportCertificatePem());
    }
}
