using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CodeFirst.Calling.Connections;

/// <summary>The authorities that a server's certificate may come from, where they are not those of the machine.</summary>
internal static class ServerAuthorities
{
    /// <summary>Says what is wrong with the file, or null.</summary>
    public static string? Problem(string file)
    {
        try
        {
            return Read(file).Count > 0 ? null : "there is no certificate in it";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return exception.Message;
        }
    }

    public static void TrustedBy(SslClientAuthenticationOptions tls, string file)
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.AddRange(Read(file));
        tls.CertificateChainPolicy = trust;
    }

    private static X509Certificate2Collection Read(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);

        return certificates;
    }
}
