using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using CodeFirst.Tests.Infrastructure.CloudRun;

namespace CodeFirst.Tests.Packaging.Orders;

/// <summary>Who the caller is for a server that ends TLS itself and asks for client certificates.</summary>
[TestFixture(false, TestName = "with the reflective model")]
[TestFixture(true, TestName = "native")]
public sealed class OrdersIdentityTests(bool isNative)
{
    private const string Audience = "https://orders.example.com";
    private const string Billing = "billing.example.com";

    private CertificateFolder _files = null!;
    private X509Certificate2 _billing = null!;
    private OrdersSample _sample = null!;
    private Dictionary<string, string> _settings = null!;

    [OneTimeSetUp]
    public async Task BuildAsync()
    {
        _sample = await OrdersSample.GetAsync(isNative);
    }

    [SetUp]
    public void CreateFiles()
    {
        _files = new CertificateFolder();
        _billing = _files.Create(CertificateFolder.Use.Client, names: names => names.AddDnsName(Billing));
        using var localhost = _files.Create(CertificateFolder.Use.Server, names: names => names.AddDnsName("localhost"));
        var (certificate, key) = _files.WritePair("server", localhost);
        _settings = new() { ["Tls__Certificate"] = certificate, ["Tls__Key"] = key, ["Tls__ClientCa"] = _files.Root };
    }

    [TearDown]
    public void DeleteFiles()
    {
        _billing.Dispose();
        _files.Dispose();
    }

    [TestCase("1.1")]
    [TestCase("2.0")]
    public async Task The_caller_has_the_name_in_its_certificate(string version)
    {
        await using var server = await StartServerAsync();
        using var known = Connect(server, _billing, version);
        using var unknown = Connect(server, null, version);

        (await known.GetStringAsync("/caller")).Should().Be($"Certificate {Billing}");
        await FluentActions.Awaiting(() => unknown.GetStringAsync("/caller")).Should().ThrowAsync<HttpRequestException>();
        server.LoggedErrors.Should().BeEmpty();
    }

    [TestCase("1.1")]
    [TestCase("2.0")]
    public async Task An_ID_token_wins_over_a_certificate(string version)
    {
        await using var issuer = await FakeIssuer.StartAsync();
        _settings["Authentication__Authority"] = issuer.Address;
        _settings["Authentication__Audiences"] = Audience;
        await using var server = await StartServerAsync();
        using var http = Connect(server, _billing, version);

        var withoutToken = await http.GetAsync("/caller");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Sign(issuer.Claims(Audience)));
        var caller = await http.GetStringAsync("/caller");

        withoutToken.StatusCode.Should().Be(HttpStatusCode.Unauthorized, "a certificate is no token");
        caller.Should().Be("Bearer ann@example.com");
        server.LoggedErrors.Should().BeEmpty();
    }

    private Task<ServerProcess> StartServerAsync() => ServerProcess.StartAsync(new Command(_sample.Server), _settings);

    private HttpClient Connect(ServerProcess server, X509Certificate2? certificate, string version) =>
        new(new SocketsHttpHandler { UseProxy = false, SslOptions = _files.Client(certificate) })
        {
            BaseAddress = new Uri(server.SecureAddress),
            DefaultRequestVersion = new Version(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
}
