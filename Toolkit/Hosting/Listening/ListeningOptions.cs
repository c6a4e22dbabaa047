using System.Globalization;

namespace CodeFirst.Hosting;

/// <summary>Where the server listens.</summary>
internal sealed class ListeningOptions
{
    /// <summary>
    /// The TCP port, 0 to 65535, as it was written, so that a wrong one can be named. Default 8080; 0 takes any free port.
    /// </summary>
    public string Port { get; set; } = "8080";

    public void Read(IConfiguration configuration) => Port = configuration["PORT"] ?? Port;

    public bool TryGetPort(out int port) =>
        int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue;
}
