using System.Security.Claims;
using System.Security.Cryptography.X509Certificates;
using CodeFirst.Hosting.Listening;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Tests.Unit.Hosting.Listening;

public sealed class CallerCertificateTests
{
    private CertificateFolder _files = null!;

    [OneTimeSetUp]
    public void CreateFiles()
    {
        _files = new CertificateFolder();
    }

    [OneTimeTearDown]
    public void DeleteFiles()
    {
        _files.Dispose();
    }

    [Test]
    public void The_name_is_the_DNS_name_and_the_other_names_are_claims()
    {
        var identity = Identify(names =>
        {
            names.AddEmailAddress("orders@example.com");
            names.AddUri(new Uri("spiffe://example.com/orders"));
            names.AddDnsName("orders.example.com");
        });

        identity.Name.Should().Be("orders.example.com");
        identity.IsAuthenticated.Should().BeTrue();
        identity.AuthenticationType.Should().Be("Certificate");
        identity.FindFirst(ClaimTypes.Dns)!.Value.Should().Be("orders.example.com");
        identity.FindFirst(ClaimTypes.Uri)!.Value.Should().Be("spiffe://example.com/orders");
        identity.FindFirst(ClaimTypes.Email)!.Value.Should().Be("orders@example.com");
        identity.FindFirst(ClaimTypes.X500DistinguishedName)!.Value.Should().Be("CN=Common");
        identity.FindFirst(ClaimTypes.Thumbprint)!.Value.Should().HaveLength(40);
        identity.Claims.Should().OnlyContain(claim => claim.Issuer == "CN=Between");
    }

    [Test]
    public void Without_a_DNS_name_it_is_the_URI_then_the_e_mail_address_then_the_common_name()
    {
        var uri = Identify(names =>
        {
            names.AddEmailAddress("orders@example.com");
            names.AddUri(new Uri("spiffe://example.com/orders"));
        });
        var email = Identify(names => names.AddEmailAddress("orders@example.com"));

        uri.Name.Should().Be("spiffe://example.com/orders");
        email.Name.Should().Be("orders@example.com");
        Identify(null).Name.Should().Be("Common");
        Identify(null).FindFirst(ClaimTypes.Dns).Should().BeNull("a common name is no DNS name");
    }

    private ClaimsIdentity Identify(Action<SubjectAlternativeNameBuilder>? names)
    {
        using var certificate = _files.Create(CertificateFolder.Use.Client, "CN=Common", names);

        return CallerCertificate.Identify(certificate);
    }
}
