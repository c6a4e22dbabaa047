using System.Net.Sockets;
using CodeFirst.Hosting.Listening;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting;

/// <summary>Where the program listens.</summary>
public static class ListeningExtensions
{
    // Cloud Run sends a container up to 1000 calls at a time, and a stream is a call; its proxy may put them all on one connection.
    private const int MaxStreamsPerConnection = 1000;

    /// <summary>Listens on every address at PORT, for HTTP/1.1 and HTTP/2 unless only one of them is asked for.</summary>
    public static WebApplicationBuilder AddListening(
        this WebApplicationBuilder builder, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        if (builder.Services.Any(service => service.ImplementationType == typeof(ListeningOptionsValidator)))
        {
            return builder; // a second time would take the port away from the first
        }

        builder.Services.AddOptions<ListeningOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration))
            .ValidateOnStart();
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ListeningOptions>, ListeningOptionsValidator>());
        builder.Services.AddOptions<KestrelServerOptions>()
            .Configure<IConfiguration>((kestrel, configuration) => Listen(kestrel, configuration, protocols));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionListenerFactory, SharedPortFactory>());
        return builder;
    }

    /// <summary>Starts to listen; a port that cannot be had is a <see cref="StartupException"/>.</summary>
    internal static async Task StartListeningAsync(this WebApplication app)
    {
        try
        {
            await app.StartAsync();
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            throw new StartupException(
                $"PORT is {Port(app)}, and another program listens there: stop it, or set PORT to a free port (0 takes any).", failure);
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new StartupException(
                $"PORT is {Port(app)}, which this user may not listen on: set PORT to a port from 1024 up.", failure);
        }
    }

    private static string Port(WebApplication app) => app.Services.GetRequiredService<IOptions<ListeningOptions>>().Value.Port;

    private static void Listen(KestrelServerOptions kestrel, IConfiguration configuration, HttpProtocols protocols)
    {
        // Not the validated options: Kestrel is made before the settings are validated, and would tell of this one alone.
        var options = new ListeningOptions();
        options.Read(configuration);
        if (!options.TryGetPort(out var port))
        {
            return;
        }

        kestrel.AddServerHeader = false;

        // Cloud Run ends TLS, so calls that came by https arrive here without it, and which scheme its proxy then names is not
        // documented. Kestrel resets every call whose scheme is not the connection's unless told otherwise.
        kestrel.AllowAlternateSchemes = true;
        kestrel.Limits.Http2.MaxStreamsPerConnection = MaxStreamsPerConnection;

        if (protocols != HttpProtocols.Http1AndHttp2)
        {
            kestrel.ListenAnyIP(port, listen => listen.Protocols = protocols);
            return;
        }

        var (http1, http2) = SharedEndPoint.AnyIP(port);
        kestrel.Listen(http1, listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.Listen(http2, listen => listen.Protocols = HttpProtocols.Http2);
    }
}
