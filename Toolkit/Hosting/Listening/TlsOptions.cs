namespace CodeFirst.Hosting.Listening;

/// <summary>The certificate that the port shows, and whose certificates it asks callers for. Files in PEM format.</summary>
internal sealed class TlsOptions
{
    public static readonly Setting[] Settings =
    [
        new("Tls:Certificate", "PEM file of the certificate, followed by its intermediates. Not set: no TLS."),
        new("Tls:Key", "PEM file of the certificate's private key, without a password."),
        new("Tls:ClientCa", "PEM file of the authorities whose client certificates are required (mTLS). Not set: no client certificates."),
    ];

    /// <summary>The file of the server's certificate, and after it those of the authorities between. Empty (the default): no TLS.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>The file of the certificate's private key, without a password.</summary>
    public string Key { get; set; } = "";

    /// <summary>
    /// The file of the authorities that vouch for callers. Empty (the default): callers are not asked for certificates.
    /// </summary>
    public string ClientCa { get; set; } = "";

    public bool IsOn => Certificate.Length > 0;

    public void Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Tls");
        Certificate = section["Certificate"] ?? Certificate;
        Key = section["Key"] ?? Key;
        ClientCa = section["ClientCa"] ?? ClientCa;
    }
}
