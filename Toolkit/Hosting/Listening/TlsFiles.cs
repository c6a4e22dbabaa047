using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CodeFirst.Hosting.Listening;

/// <summary>What was in the files at one moment. Equal if the same was in them.</summary>
internal sealed record TlsFiles(TlsOptions Options, string Certificate, string Key, string ClientCa)
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <exception cref="StartupException">A file cannot be read; one line that names the setting, the value and the fix.</exception>
    public static TlsFiles Read(TlsOptions options) => new(
        options,
        Read("Tls__Certificate", options.Certificate),
        Read("Tls__Key", options.Key),
        options.ClientCa.Length == 0 ? "" : Read("Tls__ClientCa", options.ClientCa));

    /// <exception cref="StartupException">A file holds what it should not; one line that names the setting, the value and the fix.</exception>
    public SslServerAuthenticationOptions Load(TimeProvider clock)
    {
        var chain = Import("Tls__Certificate", Options.Certificate, Certificate);
        var certificate = LoadPair();
        if (certificate.NotAfter.ToUniversalTime() < clock.GetUtcNow())
        {
            throw Bad("Tls__Certificate", Options.Certificate, $"it expired at {certificate.NotAfter.ToUniversalTime():u}", "a valid one");
        }

        var tls = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, chain, offline: true),
        };
        if (ClientCa.Length > 0)
        {
            var trust = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            trust.ApplicationPolicy.Add(new Oid(ClientAuthentication));
            trust.CustomTrustStore.AddRange(Import("Tls__ClientCa", Options.ClientCa, ClientCa));
            tls.ClientCertificateRequired = true;
            tls.CertificateChainPolicy = trust;
        }

        return tls;
    }

    private static string Read(string setting, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Bad(setting, path, "it cannot be read", "a PEM file that this user can read", failure);
        }
    }

    private static X509Certificate2Collection Import(string setting, string path, string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException failure)
        {
            throw Bad(setting, path, "it contains a certificate that cannot be read", "a PEM file of certificates", failure);
        }

        return certificates.Count > 0
            ? certificates
            : throw Bad(setting, path, "it contains no certificate", "a PEM file of certificates");
    }

    private static StartupException Bad(string setting, string path, string wrong, string fix, Exception? cause = null)
    {
        var message = $"{setting} is {OneLine.Of(path)}, and {wrong}: set it to {fix}.";

        return cause is null ? new StartupException(message) : new StartupException(message, cause);
    }

    private X509Certificate2 LoadPair()
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPem(Certificate, Key);

            // On Windows TLS cannot use a key that is in memory only.
            return OperatingSystem.IsWindows()
                ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null)
                : certificate;
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw Bad(
                "Tls__Key",
                Options.Key,
                "it is not the key of the first certificate of Tls__Certificate",
                "the PEM file of that key, without a password",
                failure);
        }
    }
}
