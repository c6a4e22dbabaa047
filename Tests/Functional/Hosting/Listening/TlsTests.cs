using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Functional.Hosting.Listening;

public sealed class TlsTests
{
    private static readonly TimeSpan MoreThanTheInterval = TimeSpan.FromSeconds(11);

    private CertificateFolder _files = null!;
    private Dictionary<string, string> _settings = null!;

    [SetUp]
    public void CreateFiles()
    {
        _files = new CertificateFolder();
        var (certificate, key) = WriteServerPair();
        _settings = new() { ["Tls:Certificate"] = certificate, ["Tls:Key"] = key };
    }

    [TearDown]
    public void DeleteFiles()
    {
        _files.Dispose();
    }

    [Test]
    public async Task Both_protocols_are_served_by_ALPN_with_the_whole_chain()
    {
        await using var host = await ListeningHost.StartAsync(_settings);
        using var http = Client(); // which knows the root, and not the authority between
        using var channel = GrpcChannel.ForAddress(host.Address, new() { HttpClient = http });

        var answer = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest());

        host.Address.Should().StartWith("https://");
        answer.Status.Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);
        (await host.GetAsync(http, "/protocol", HttpVersion.Version11)).Should().Be("HTTP/1.1");
        (await host.GetAsync(http, "/protocol", HttpVersion.Version20)).Should().Be("HTTP/2");
        (await host.GetAsync(http, "/caller", HttpVersion.Version20)).Should().Be(" ");
        host.Warnings.Should().BeEmpty();
    }

    [Test]
    public async Task Without_TLS_nothing_is_answered()
    {
        await using var host = await ListeningHost.StartAsync(_settings);
        using var client = await RawClient.ConnectAsync(host.Port);

        await client.SendAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Encoding.ASCII.GetString(await client.ReceiveAsync()).Should().NotStartWith("HTTP");
    }

    [Test]
    public async Task A_new_pair_is_used_by_new_connections_and_a_bad_one_is_not()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await ListeningHost.StartAsync(_settings, clock: clock);
        var first = await ThumbprintAsync(host);

        WriteServerPair();
        clock.Advance(MoreThanTheInterval);
        var second = await ThumbprintAsync(host);
        _files.Write("server.key", "nonsense");
        clock.Advance(MoreThanTheInterval);
        clock.Advance(MoreThanTheInterval);
        var third = await ThumbprintAsync(host);

        second.Should().NotBe(first);
        third.Should().Be(second);
        host.Warnings.Should().ContainSingle().Which.Should()
            .StartWith("The certificate has changed, but cannot be used, so the old one stays: Tls__Key is ");
        WriteServerPair();
        clock.Advance(MoreThanTheInterval);
        (await ThumbprintAsync(host)).Should().NotBe(second);
    }

    [TestCase("1.1")]
    [TestCase("2.0")]
    public async Task A_caller_with_a_certificate_of_the_authority_has_its_name(string version)
    {
        await using var host = await StartWithClientCaAsync();
        using var certificate = _files.Create(CertificateFolder.Use.Client, names: names => names.AddDnsName("orders.example.com"));
        using var http = Client(certificate);

        (await host.GetAsync(http, "/caller", new Version(version))).Should().Be("Certificate orders.example.com");
        (await host.GetAsync(http, "/caller", new Version(version))).Should().Be("Certificate orders.example.com");
    }

    [Test]
    public async Task A_caller_without_a_certificate_or_with_a_bad_one_is_refused()
    {
        await using var host = await StartWithClientCaAsync();
        using var elsewhere = new CertificateFolder();
        using var foreign = elsewhere.Create(CertificateFolder.Use.Client);
        using var expired = _files.Create(CertificateFolder.Use.Client, hasExpired: true);
        using var ofServer = _files.Create(CertificateFolder.Use.Server);

        foreach (var certificate in new[] { null, foreign, expired, ofServer })
        {
            using var http = Client(certificate);
            var call = () => host.GetAsync(http, "/caller", HttpVersion.Version20);

            await call.Should().ThrowAsync<HttpRequestException>();
        }
    }

    private Task<ListeningHost> StartWithClientCaAsync()
    {
        _settings["Tls:ClientCa"] = _files.Root;
        return ListeningHost.StartAsync(_settings);
    }

    private (string Certificate, string Key) WriteServerPair()
    {
        using var certificate = _files.Create(CertificateFolder.Use.Server, names: names => names.AddDnsName("localhost"));

        return _files.WritePair("server", certificate);
    }

    private HttpClient Client(X509Certificate2? certificate = null) => new(new SocketsHttpHandler { SslOptions = _files.Client(certificate) });

    private async Task<string> ThumbprintAsync(ListeningHost host)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Port);
        await using var tls = new SslStream(client.GetStream());
        var options = _files.Client();
        options.TargetHost = "localhost";
        await tls.AuthenticateAsClientAsync(options);

        return tls.RemoteCertificate!.GetCertHashString();
    }
}
