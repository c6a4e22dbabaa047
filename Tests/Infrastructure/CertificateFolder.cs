using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CodeFirst.Tests.Infrastructure;

/// <summary>A certificate authority with an authority between, and PEM files of what they vouch for, in a folder of its own.</summary>
public sealed class CertificateFolder : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("codefirst-tls-");
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _between;

    public CertificateFolder()
    {
        _root = CreateAuthority("CN=Root", null);
        _between = CreateAuthority("CN=Between", _root);
        Root = Write("root.pem", _root.ExportCertificatePem());
    }

    public enum Use
    {
        Server,
        Client,
    }

    /// <summary>The file of the authority's certificate.</summary>
    public string Root { get; }

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public string Write(string name, string content)
    {
        File.WriteAllText(Path(name), content);
        return Path(name);
    }

    /// <summary>Writes NAME.pem, with the authority between after it, and NAME.key.</summary>
    public (string Certificate, string Key) WritePair(string name, X509Certificate2 certificate) => (
        Write($"{name}.pem", $"{certificate.ExportCertificatePem()}\n{_between.ExportCertificatePem()}\n"),
        Write($"{name}.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()));

    /// <summary>A certificate that the authority between vouches for. It ends in 12 hours, or has ended.</summary>
    public X509Certificate2 Create(
        Use use, string subject = "CN=localhost", Action<SubjectAlternativeNameBuilder>? names = null, bool hasExpired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        if (names is not null)
        {
            var builder = new SubjectAlternativeNameBuilder();
            names(builder);
            request.CertificateExtensions.Add(builder.Build());
        }

        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(use == Use.Server ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2")], false));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(
            _between, now - (Day / 2), hasExpired ? now - (Day / 24) : now + (Day / 2), RandomNumberGenerator.GetBytes(8));
        using var withKey = certificate.CopyWithPrivateKey(key);

        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null); // a key in memory is no use on Windows
    }

    /// <summary>How a client trusts the authority, and nobody else, and shows a certificate if it has one.</summary>
    public SslClientAuthenticationOptions Client(X509Certificate2? certificate = null)
    {
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        trust.CustomTrustStore.Add(_root);

        return new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = trust,
            ClientCertificateContext = certificate is null ? null : SslStreamCertificateContext.Create(certificate, [_between], offline: true),
        };
    }

    public void Dispose()
    {
        _root.Dispose();
        _between.Dispose();
        _folder.Delete(recursive: true);
    }

    private static X509Certificate2 CreateAuthority(string subject, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        if (issuer is null)
        {
            return request.CreateSelfSigned(now - (Day * 2), now + (Day * 2));
        }

        using var certificate = request.Create(issuer, now - Day, now + Day, RandomNumberGenerator.GetBytes(8));

        return certificate.CopyWithPrivateKey(key);
    }
}
