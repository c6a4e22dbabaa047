using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Runtime.CompilerServices;
using CodeFirst.Calling.Calls;
using CodeFirst.Calling.Identity;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using ProtoBuf.Grpc.Client;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Calling.Connections;

/// <summary>What the options of one client make of a connection: the handler, the channel over it, the client over the channel.</summary>
internal sealed class ClientConnection<[DynamicallyAccessedMembers(ContractMethods.Read)] TContract>
    where TContract : class
{
    private static readonly TimeSpan ReconnectBackoff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxReconnectBackoff = TimeSpan.FromSeconds(1);

    // Calls that fail unsent count as attempts, whose pauses are random: a connection has to be there again before the last of them.
    private static readonly TimeSpan MaxReconnectBackoffFailingFast = TimeSpan.FromMilliseconds(200);

    // DNS is asked again for a new connection, so no connection may live for ever.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(15);

    private readonly CodeFirstClientOptions _options;
    private readonly ServiceAddress _address;
    private readonly ClientFactory _factory;
    private readonly string? _audience;
    private readonly CallPolicy _policy;
    private readonly ClientCalls _calls;

    /// <param name="options">Validated options.</param>
    /// <param name="serverCall">Where the application finds the call that it answers, unless the options say so.</param>
    public ClientConnection(CodeFirstClientOptions options, Func<ServerCallContext?>? serverCall = null)
    {
        if (!ServiceAddress.TryParse(options.Address, options.Insecure, out var address, out var reason))
        {
            throw new ArgumentException(reason, nameof(options));
        }

        _options = options;
        _address = address;
        _factory = options.ClientFactory ?? DefaultFactory();
        _audience = IdTokenAudience.Of(options, address);
        _policy = new CallPolicy
        {
            MaxAttempts = options.MaxAttempts,
            FailFast = options.FailFast,
            Lacked = $"connection to {address.Uri}{(_audience is null ? "" : ", or no ID token")}",
        };
        BinderConfiguration binding = _factory;
        _calls = new ClientCalls(
            options,
            _policy,
            _audience is null ? null : IdTokenCredentials.For(_audience),
            ContractMethods.FindRepeatable(typeof(TContract), binding.Binder),
            options.ServerCall ?? serverCall);
    }

    public Uri Address => _address.Uri;

    public SocketsHttpHandler CreateHandler()
    {
        var tls = new SslClientAuthenticationOptions();
        if (!string.IsNullOrEmpty(_options.ClientCertificate) && !string.IsNullOrEmpty(_options.ClientKey))
        {
            new ClientCertificate(_options.ClientCertificate, _options.ClientKey).ShowBy(tls);
        }

        if (!string.IsNullOrEmpty(_options.ServerCa))
        {
            ServerAuthorities.TrustedBy(tls, _options.ServerCa);
        }

        return new SocketsHttpHandler
        {
            SslOptions = tls,

            // False unless said: the 101st call on a connection would wait for another to end, silently.
            EnableMultipleHttp2Connections = true,

            // What redirects is a page to sign in, and would get the ID token.
            AllowAutoRedirect = false,
            ConnectTimeout = _options.ConnectTimeout,
            PooledConnectionIdleTimeout = _options.ConnectionIdleTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            KeepAlivePingDelay = _options.KeepAliveInterval,
            KeepAlivePingTimeout = _options.KeepAliveTimeout,

            // Without calls Cloud Run takes the processor away, and pings would fail for that alone.
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        };
    }

    /// <summary>Returns what goes between the channel and the handler.</summary>
    public CallGuard CreateGuard() => new(_policy, _audience);

    public void Configure(GrpcChannelOptions channel)
    {
        channel.MaxReceiveMessageSize = _options.MaxReceiveMessageSize;
        channel.MaxSendMessageSize = _options.MaxSendMessageSize;

        // Two minutes by default: a service that was away for one would be found again after another.
        channel.InitialReconnectBackoff = ReconnectBackoff;
        channel.MaxReconnectBackoff = _options.FailFast ? MaxReconnectBackoffFailingFast : MaxReconnectBackoff;

        // gRPC leaves ID tokens out, silently, where there is no TLS. On this machine alone that is no danger.
        channel.UnsafeUseInsecureChannelCallCredentials = !_address.IsSecure && _address.IsLoopback;
        if (_address.IsBalanced)
        {
            channel.Credentials = _address.IsSecure ? ChannelCredentials.SecureSsl : ChannelCredentials.Insecure;
            channel.ServiceConfig = new ServiceConfig { LoadBalancingConfigs = { new RoundRobinConfig() } };
            channel.ServiceProvider = new ChannelServices(
                channel.ServiceProvider,
                new DnsResolverFactory(_options.DnsRefreshInterval),
                new StaticResolverFactory(_ => _address.Hosts.Select(host => new BalancerAddress(host.Host, host.Port))));
        }
    }

    /// <summary>Adds to calls what the options say: deadlines, identity, retries.</summary>
    public CallInvoker Complete(CallInvoker invoker) => invoker.Intercept(_calls);

    public TContract CreateClient(CallInvoker completed) => completed.CreateGrpcService<TContract>(_factory);

    private static ClientFactory DefaultFactory() => RuntimeFeature.IsDynamicCodeSupported
        ? ClientFactory.Default
        : throw new InvalidOperationException(
            $"Native code makes no client of {typeof(TContract).FullName} at run time: set {nameof(CodeFirstClientOptions)}."
            + $"{nameof(CodeFirstClientOptions.ClientFactory)} to a class with [ProtoGrpc] and "
            + $"[ProtoService(typeof({typeof(TContract).Name}))].");
}
