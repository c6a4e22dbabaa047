using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CodeFirst.Tests.Infrastructure.CloudRun;

/// <summary>A certificate authority of this process, which only those trust who are told to.</summary>
public static class TestAuthority
{
    private static readonly TimeSpan Validity = TimeSpan.FromDays(1);

    private static readonly X509Certificate2 Root = CreateRoot();

    /// <summary>A certificate for this machine and for every service of Cloud Run.</summary>
    public static X509Certificate2 Certificate { get; } = Create();

    /// <summary>The authority's certificate, for programs that read the environment variable SSL_CERT_FILE.</summary>
    public static string Pem => Root.ExportCertificatePem();

    /// <summary>Makes a handler trust the authority, and nobody else.</summary>
    public static void TrustedBy(SocketsHttpHandler handler)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(Root);
        handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust };
        handler.UseProxy = false;
    }

    private static X509Certificate2 CreateRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=CodeFirst tests", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();

        return request.CreateSelfSigned(now - Validity, now + Validity);
    }

    private static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("*.a.run.app");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var now = TimeProvider.System.GetUtcNow();
        var start = now - Validity + TimeSpan.FromHours(1); // not before that of the authority
        var end = now + Validity - TimeSpan.FromHours(1);
        using var certificate = request.Create(Root, start, end, RandomNumberGenerator.GetBytes(8));

        return certificate.CopyWithPrivateKey(key);
    }
}
