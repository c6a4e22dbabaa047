using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace CodeFirst.Calling.Connections;

/// <summary>The certificate that a client shows, read again when its files change: certificates are renewed while programs run.</summary>
internal sealed class ClientCertificate(string certificateFile, string keyFile)
{
    private readonly Lock _lock = new();
    private (DateTime Certificate, DateTime Key) _written;
    private X509Certificate2? _current;

    /// <summary>Says what is wrong with the files, or null.</summary>
    public static string? Problem(string certificateFile, string keyFile)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException
            or System.Security.Cryptography.CryptographicException)
        {
            return exception.Message;
        }
    }

    public void ShowBy(SslClientAuthenticationOptions tls) => tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => Current();

    private X509Certificate2 Current()
    {
        lock (_lock)
        {
            var written = (File.GetLastWriteTimeUtc(certificateFile), File.GetLastWriteTimeUtc(keyFile));
            if (_current is null || written != _written)
            {
                try
                {
                    _current = Read();
                    _written = written;
                }
                catch (Exception) when (_current is not null)
                {
                    // One of the files is being written: the certificate before is good for this connection, and the next one reads again.
                }
            }

            return _current;
        }
    }

    private X509Certificate2 Read()
    {
        var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        // TLS on Windows takes no key that is only in memory.
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
