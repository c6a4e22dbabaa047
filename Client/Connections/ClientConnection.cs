using CodeFirst.Client.Calls;
using CodeFirst.Client.Identity;
using CodeFirst.Contracts;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Client.Connections;

/// <summary>What the options of one client make of a connection: the handler, the channel over it, the client over the channel.</summary>
internal sealed class ClientConnection
{
    private static readonly TimeSpan InitialBackoff = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReconnectBackoff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxReconnectBackoff = TimeSpan.FromMilliseconds(200);

    // DNS is asked again for a new connection, so no connection may live for ever.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(15);

    private readonly UserServiceClientOptions _options;
    private readonly string? _audience;
    private readonly CallDefaults _defaults;

    /// <param name="options">Validated options.</param>
    public ClientConnection(UserServiceClientOptions options)
    {
        if (!ServiceAddress.TryParse(options.Address, options.Insecure, out var address, out var reason))
        {
            throw new ArgumentException(reason, nameof(options));
        }

        Address = address;
        _options = options;
        _audience = IdTokenAudience.Of(options, address);
        _defaults = new CallDefaults(options.Deadline, _audience is null ? null : IdTokenCredentials.For(_audience));
    }

    public ServiceAddress Address { get; }

    public SocketsHttpHandler CreateHandler() => new()
    {
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

    /// <summary>Returns what goes between the channel and the handler.</summary>
    public CallGuard CreateGuard() => new(_audience);

    public void Configure(GrpcChannelOptions channel)
    {
        channel.MaxReceiveMessageSize = _options.MaxReceiveMessageSize;
        channel.MaxSendMessageSize = _options.MaxSendMessageSize;
        channel.MaxRetryAttempts = _options.MaxAttempts;
        channel.ServiceConfig = ServiceConfig();

        // Two minutes by default: a service that was away for one would be found again after another. Until then calls fail unsent, so
        // it is short enough for the attempts of one call, whose pauses are random.
        channel.InitialReconnectBackoff = ReconnectBackoff;
        channel.MaxReconnectBackoff = MaxReconnectBackoff;

        // gRPC leaves ID tokens out, silently, where there is no TLS. On this machine alone that is no danger.
        channel.UnsafeUseInsecureChannelCallCredentials = !Address.IsSecure && Address.IsLoopback;
    }

    public IUserService CreateClient(CallInvoker invoker) => invoker
        .Intercept(_defaults, CallStatus.Instance, LateWrites.Instance)
        .CreateGrpcService<IUserService>(UserServiceClientFactory.Instance);

    private ServiceConfig ServiceConfig()
    {
        var config = new ServiceConfig
        {
            // Retries stop while more than half of these are used up: a failed attempt takes one, a success gives a tenth back.
            RetryThrottling = new RetryThrottlingPolicy { MaxTokens = 100, TokenRatio = 0.1 },
        };
        if (_options.MaxAttempts > 1)
        {
            config.MethodConfigs.Add(new MethodConfig
            {
                Names = { RepeatableMethods.Name },
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = _options.MaxAttempts,
                    InitialBackoff = InitialBackoff,
                    MaxBackoff = MaxBackoff,
                    BackoffMultiplier = 2,
                    RetryableStatusCodes = { StatusCode.Unavailable },
                },
            });
        }

        return config;
    }
}
