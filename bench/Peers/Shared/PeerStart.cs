using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CodeFirst.Bench.Peers;

/// <summary>What every peer does alike: a port, no log, and one line that says where it listens.</summary>
internal static class PeerStart
{
    /// <summary>How many users the peer holds: the argument <c>--users=N</c>. Default: 1.</summary>
    public static int Users(this WebApplicationBuilder builder) => Number(builder, "users", 1);

    /// <summary>How many events each user has: the argument <c>--events=N</c>. Default: 0.</summary>
    public static int Events(this WebApplicationBuilder builder) => Number(builder, "events", 0);

    /// <summary>Whether answers are compressed for callers that accept it: the argument <c>--gzip=true</c>.</summary>
    public static bool IsCompressing(this WebApplicationBuilder builder) => builder.Configuration["gzip"] == "true";

    /// <summary>Listens on the port that <c>PORT</c> names, or on a free one.</summary>
    public static WebApplicationBuilder ListenOnPort(this WebApplicationBuilder builder, HttpProtocols protocols)
    {
        builder.Logging.ClearProviders();
        var port = Number(builder, "PORT", 0);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenAnyIP(port, listen => listen.Protocols = protocols));

        return builder;
    }

    public static async Task RunPeerAsync(this WebApplication app)
    {
        await app.StartAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The peer listens on port {BindingAddress.Parse(app.Urls.First()).Port}"));
        await app.WaitForShutdownAsync();
    }

    private static int Number(WebApplicationBuilder builder, string name, int otherwise) =>
        builder.Configuration[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
