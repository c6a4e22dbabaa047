using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CodeFirst.Hosting;

/// <summary>Where the server listens.</summary>
internal sealed class ListeningOptions
{
    public static readonly Setting[] Settings =
    [
        new("PORT", "TCP port, 0 to 65535, on every address. 0 takes a free port and prints it.", "8080"),
    ];

    /// <summary>
    /// The TCP port, 0 to 65535, as it was written, so that a wrong one can be named. Default 8080; 0 takes any free port.
    /// </summary>
    public string Port { get; set; } = "8080";

    /// <summary>What is spoken there. Default: HTTP/1.1 and HTTP/2, with TLS by ALPN, without it by the first bytes of a connection.</summary>
    public HttpProtocols Protocols { get; set; } = HttpProtocols.Http1AndHttp2;

    public void Read(IConfiguration configuration) => Port = configuration["PORT"] ?? Port;

    public bool TryGetPort(out int port) =>
        int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue;
}
