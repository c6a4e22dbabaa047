using System.Collections.Concurrent;
using System.Reflection;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Grpc.Server;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>A server of protobuf-net.Grpc on the loopback address, with the services of one contract.</summary>
internal sealed class ContractServer : IAsyncDisposable
{
    private static readonly MethodInfo Map = typeof(GrpcEndpointRouteBuilderExtensions)
        .GetMethod("MapGrpcService", [typeof(IEndpointRouteBuilder)])!;

    private readonly ConcurrentDictionary<string, Exchange> _exchanges = new(StringComparer.Ordinal);
    private readonly ErrorCollector _errors = new();
    private readonly WebApplication _app;

    private ContractServer(IReadOnlyList<object> services, BinderConfiguration configuration)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Logging.ClearProviders().AddProvider(_errors);
        builder.Services.AddCodeFirstGrpc(grpc => grpc.EnableDetailedErrors = true);
        builder.Services.AddSingleton(configuration);
        foreach (var service in services)
        {
            builder.Services.AddSingleton(service.GetType(), service);
        }

        _app = builder.Build();
        _app.Use(next => context =>
        {
            if (_exchanges.TryGetValue(context.Request.Headers[Exchange.Header].ToString(), out var exchange))
            {
                exchange.CalledPath = context.Request.Path;
                Exchange.Current = exchange;
            }

            return next(context);
        });
        foreach (var service in services)
        {
            Map.MakeGenericMethod(service.GetType()).Invoke(null, [_app]);
        }
    }

    public string Address => new Uri(_app.Urls.Single()).Authority;

    /// <summary>The paths that the server answers.</summary>
    public IReadOnlySet<string> Paths => ((IEndpointRouteBuilder)_app).DataSources
        .SelectMany(source => source.Endpoints)
        .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName)
        .OfType<string>()
        .ToHashSet(StringComparer.Ordinal);

    public IEnumerable<string> LoggedErrors => _errors.Messages;

    /// <summary>Starts a server.</summary>
    /// <param name="services">The objects that implement the services.</param>
    /// <param name="configuration">How the server binds and writes.</param>
    public static async Task<ContractServer> StartAsync(IReadOnlyList<object> services, BinderConfiguration configuration)
    {
        var server = new ContractServer(services, configuration);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Makes the server ready for calls.</summary>
    public void Expect(IEnumerable<Exchange> exchanges)
    {
        foreach (var exchange in exchanges)
        {
            _exchanges[exchange.Id] = exchange;
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class ErrorCollector : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && Exchange.Current?.Unreadable is null)
            {
                Messages.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        public void Dispose()
        {
        }
    }
}
