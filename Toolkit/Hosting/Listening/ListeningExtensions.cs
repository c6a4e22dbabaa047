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
    /// <summary>
    /// Listens on PORT on every address, for HTTP/1.1 and HTTP/2 or only one of them, with TLS if the settings name a certificate. If
    /// called twice, the last call chooses the protocols.
    /// </summary>
    public static WebApplicationBuilder AddListening(
        this WebApplicationBuilder builder, HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        builder.AddSettings<ListeningOptions>(ListeningOptions.Settings, (options, settings) => options.Read(settings))
            .Configure(options => options.Protocols = protocols);
        builder.AddSettings<TlsOptions>(TlsOptions.Settings, (options, settings) => options.Read(settings));
        builder.AddSettings<ConnectionsOptions>(ConnectionsOptions.Settings, (options, settings) => options.Read(settings));
        var services = builder.Services;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ListeningOptions>, ListeningOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TlsOptions>, TlsOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConnectionsOptions>, ConnectionsOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TlsCertificates>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, KestrelSetup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnectionListenerFactory, SharedPortFactory>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SharedPortAddress>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, CallerCertificateFilter>());
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
                $"PORT is {Port(app)}, which this user is not allowed to listen on: set PORT to a port from 1024 up.", failure);
        }
    }

    private static string Port(WebApplication app) => app.Services.GetRequiredService<IOptions<ListeningOptions>>().Value.Port;
}
