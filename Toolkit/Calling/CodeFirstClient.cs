using System.Diagnostics.CodeAnalysis;
using CodeFirst.Calling.Calls;
using CodeFirst.Calling.Connections;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CodeFirst.Calling;

/// <summary>Creates clients without dependency injection.</summary>
public static class CodeFirstClient
{
    /// <summary>Creates a client of a contract. One is enough for a whole program.</summary>
    /// <typeparam name="TContract">The interface with <c>[ServiceContract]</c> or <c>[Service]</c>.</typeparam>
    /// <param name="address">See <see cref="CodeFirstClientOptions.Address"/>.</param>
    /// <returns>The client; dispose it to close its connections.</returns>
    /// <exception cref="OptionsValidationException">The address is invalid. The message says why, and what to do.</exception>
    /// <exception cref="InvalidOperationException">The program is native, and has no client factory.</exception>
    public static CodeFirstClient<TContract> Create<[DynamicallyAccessedMembers(ContractMethods.Read)] TContract>(string address)
        where TContract : class =>
        Create<TContract>(options => options.Address = address);

    /// <summary>Creates a client of a contract. One is enough for a whole program.</summary>
    /// <typeparam name="TContract">The interface with <c>[ServiceContract]</c> or <c>[Service]</c>.</typeparam>
    /// <param name="configure">Sets at least <see cref="CodeFirstClientOptions.Address"/>.</param>
    /// <param name="configureHandler">Configures the HTTP handler, for proxies or sockets. Null: the defaults.</param>
    /// <param name="loggerFactory">Where gRPC logs. Null: nowhere.</param>
    /// <returns>The client; dispose it to close its connections.</returns>
    /// <exception cref="OptionsValidationException">An option is invalid. The message names it and the fix.</exception>
    /// <exception cref="InvalidOperationException">The program is native, and has no client factory.</exception>
    public static CodeFirstClient<TContract> Create<[DynamicallyAccessedMembers(ContractMethods.Read)] TContract>(
        Action<CodeFirstClientOptions> configure,
        Action<SocketsHttpHandler>? configureHandler = null,
        ILoggerFactory? loggerFactory = null)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(configure);

        var name = ClientName.Of(typeof(TContract));
        var options = new CodeFirstClientOptions();
        configure(options);
        var validation = new CodeFirstClientOptionsValidator().Validate(name, options);
        if (validation.Failed)
        {
            throw new OptionsValidationException(name, typeof(CodeFirstClientOptions), validation.Failures);
        }

        var connection = new ClientConnection<TContract>(options);
        var handler = connection.CreateHandler();
        configureHandler?.Invoke(handler);
        var guard = connection.CreateGuard();
        guard.InnerHandler = handler;
        var channelOptions = new GrpcChannelOptions
        {
            HttpHandler = guard,
            DisposeHttpClient = true,
            LoggerFactory = loggerFactory,
        };
        connection.Configure(channelOptions);
        var channel = GrpcChannel.ForAddress(connection.Address, channelOptions);

        var invoker = connection.Complete(channel.CreateCallInvoker());

        return new CodeFirstClient<TContract>(channel, invoker, connection.CreateClient(invoker));
    }
}
