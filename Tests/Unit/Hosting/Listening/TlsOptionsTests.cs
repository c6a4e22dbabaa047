using CodeFirst.Hosting.Listening;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Hosting.Listening;

public sealed class TlsOptionsTests
{
    private readonly TlsOptionsValidator _validator = new(TimeProvider.System);
    private CertificateFolder _files = null!;

    [SetUp]
    public void CreateFiles()
    {
        _files = new CertificateFolder();
    }

    [TearDown]
    public void DeleteFiles()
    {
        _files.Dispose();
    }

    [Test]
    public void Nothing_set_is_no_TLS()
    {
        _validator.Validate(null, new TlsOptions()).Succeeded.Should().BeTrue();
    }

    [Test]
    public void A_certificate_with_its_key_is_accepted_and_so_is_an_authority_of_callers()
    {
        var (certificate, key) = _files.WritePair("server", _files.Create(CertificateFolder.Use.Server));

        _validator.Validate(null, new TlsOptions { Certificate = certificate, Key = key }).Succeeded.Should().BeTrue();
        _validator.Validate(null, new TlsOptions { Certificate = certificate, Key = key, ClientCa = _files.Root })
            .Succeeded.Should().BeTrue();
    }

    [Test]
    public void A_key_or_an_authority_without_a_certificate_is_refused()
    {
        Failure(new TlsOptions { Key = "a.key" }).Should().Be(
            "Tls__Key is \"a.key\", but Tls__Certificate is empty, so there is no TLS: set Tls__Certificate to a PEM file, or unset Tls__Key.");
        Failure(new TlsOptions { ClientCa = "ca.pem" }).Should().StartWith("Tls__ClientCa is \"ca.pem\", but Tls__Certificate is empty");
    }

    [Test]
    public void A_file_that_is_not_there_is_refused()
    {
        var (certificate, key) = _files.WritePair("server", _files.Create(CertificateFolder.Use.Server));

        Failure(new TlsOptions { Certificate = "/none.pem", Key = key }).Should().Be(
            "Tls__Certificate is \"/none.pem\", and it cannot be read: set it to a PEM file that this user can read.");
        Failure(new TlsOptions { Certificate = certificate, Key = "" }).Should().StartWith("Tls__Key is \"\", and it cannot be read");
        Failure(new TlsOptions { Certificate = certificate, Key = key, ClientCa = "/none" })
            .Should().StartWith("Tls__ClientCa is \"/none\", and it cannot be read");
    }

    [Test]
    public void A_key_of_another_certificate_is_refused()
    {
        var (certificate, _) = _files.WritePair("server", _files.Create(CertificateFolder.Use.Server));
        var (_, other) = _files.WritePair("other", _files.Create(CertificateFolder.Use.Server));

        Failure(new TlsOptions { Certificate = certificate, Key = other }).Should().Be(
            $"Tls__Key is \"{other}\", and it is not the key of the first certificate of Tls__Certificate: set it to the PEM file of that"
            + " key, without a password.");
    }

    [Test]
    public void A_file_without_a_certificate_is_refused()
    {
        var (certificate, key) = _files.WritePair("server", _files.Create(CertificateFolder.Use.Server));
        var empty = _files.Write("empty.pem", "");
        var broken = _files.Write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        Failure(new TlsOptions { Certificate = empty, Key = key })
            .Should().Be($"Tls__Certificate is \"{empty}\", and it contains no certificate: set it to a PEM file of certificates.");
        Failure(new TlsOptions { Certificate = certificate, Key = key, ClientCa = broken })
            .Should().StartWith($"Tls__ClientCa is \"{broken}\", and it contains a certificate that cannot be read");
    }

    [Test]
    public void A_certificate_that_has_expired_is_refused()
    {
        var (certificate, key) = _files.WritePair("server", _files.Create(CertificateFolder.Use.Server, hasExpired: true));

        Failure(new TlsOptions { Certificate = certificate, Key = key })
            .Should().StartWith($"Tls__Certificate is \"{certificate}\", and it expired at ");
    }

    private string Failure(TlsOptions options) =>
        _validator.Validate(null, options).Failures.Should().ContainSingle().Which.Should().NotContain("\n").And.Subject!;
}
