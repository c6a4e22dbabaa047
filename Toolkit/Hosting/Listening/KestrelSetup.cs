using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Listening;

/// <summary>Makes Kestrel listen as the settings say.</summary>
internal sealed class KestrelSetup(
    IConfiguration configuration,
    IEnumerable<IConfigureOptions<ListeningOptions>> listeningSetups,
    TimeProvider clock,
    IServiceProvider services) : IConfigureOptions<KestrelServerOptions>
{
    // Cloud Run sends a container up to 1000 calls at a time, and a stream is a call; its proxy may put them all on one connection.
    private const int MaxStreamsPerConnection = 1000;

    // A client that vanished without a word, such as behind a NAT that forgot it, holds its streams for this long.
    private static readonly TimeSpan KeepAlivePingDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan KeepAlivePingTimeout = TimeSpan.FromSeconds(20);

    public void Configure(KestrelServerOptions kestrel)
    {
        // Not the validated options: Kestrel is made before the settings are validated, and would tell of these alone.
        var listening = new ListeningOptions();
        foreach (var setup in listeningSetups)
        {
            setup.Configure(listening);
        }

        var tls = new TlsOptions();
        tls.Read(configuration);
        var connections = new ConnectionsOptions();
        connections.Read(configuration);
        if (!listening.TryGetPort(out var port)
            || !connections.TryGetMaxAge(out var maxAge)
            || new TlsOptionsValidator(clock).Validate(null, tls).Failed)
        {
            return;
        }

        kestrel.AddServerHeader = false;

        // Cloud Run ends TLS, so calls that came by https arrive here without it, and which scheme its proxy then names is not
        // documented. Kestrel resets every call whose scheme is not the connection's unless told otherwise.
        kestrel.AllowAlternateSchemes = true;
        kestrel.Limits.Http2.MaxStreamsPerConnection = MaxStreamsPerConnection;
        kestrel.Limits.Http2.KeepAlivePingDelay = KeepAlivePingDelay;
        kestrel.Limits.Http2.KeepAlivePingTimeout = KeepAlivePingTimeout;
        if (tls.IsOn || listening.Protocols != HttpProtocols.Http1AndHttp2)
        {
            kestrel.ListenAnyIP(port, listen => Prepare(listen, listening.Protocols));
            return;
        }

        var (http1, http2) = SharedEndPoint.AnyIP(port);
        kestrel.Listen(http1, listen => Prepare(listen, HttpProtocols.Http1));
        kestrel.Listen(http2, listen => Prepare(listen, HttpProtocols.Http2));

        void Prepare(ListenOptions listen, HttpProtocols protocols)
        {
            listen.Protocols = protocols;
            if (maxAge is { } age)
            {
                listen.Use(ConnectionAge.Limit(age, clock));
            }

            if (tls.IsOn)
            {
                listen.UseHttps(services.GetRequiredService<TlsCertificates>().Callback);
            }

            if (tls.ClientCa.Length > 0)
            {
                listen.Use(CallerCertificate.ReadFrom);
            }
        }
    }
}
