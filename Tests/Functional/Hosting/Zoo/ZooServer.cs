using CodeFirst.Hosting;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtoBuf.Grpc.Server;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

/// <summary>A whole service of another team, as the README of CodeFirst.Hosting writes it, on a free port.</summary>
internal sealed class ZooServer : IAsyncDisposable
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    private readonly WebApplication _app;

    private ZooServer(WebApplication app, ErrorLog log)
    {
        _app = app;
        Log = log;
        Address = new UriBuilder(app.Urls.First()) { Host = "localhost" }.Uri;
        Channel = GrpcChannel.ForAddress(Address);
    }

    /// <summary>Gets what was logged at Warning or above.</summary>
    public ErrorLog Log { get; }

    public Uri Address { get; }

    public GrpcChannel Channel { get; }

    /// <summary>Starts it. What binds the contract is AddCodeFirstGrpc(), the reflective model, if nothing else is given.</summary>
    public static async Task<ZooServer> StartAsync(
        Action<WebApplicationBuilder>? configure = null,
        Action<IServiceCollection>? bind = null,
        Action<WebApplication>? map = null,
        params string[] settings)
    {
        var log = new ErrorLog(LogLevel.Warning);
        var builder = WebApplication.CreateSlimBuilder(["--PORT=0", .. settings]);
        builder.AddCodeFirst();
        (bind ?? (services => services.AddCodeFirstGrpc()))(builder.Services);
        builder.Services.AddSingleton<IErrorTranslator, LionErrors>();
        builder.Logging.ClearProviders().AddProvider(log);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseCodeFirst();
        app.MapGrpcService<Keeper>();
        map?.Invoke(app);
        await app.StartAsync();

        return new ZooServer(app, log);
    }

    /// <summary>Calls a method of zoo.Keeper with the bytes as they are.</summary>
    public async Task<byte[]> CallAsync(string method, byte[] message)
    {
        using var call = Channel.CreateCallInvoker().AsyncUnaryCall(
            new Method<byte[], byte[]>(MethodType.Unary, "zoo.Keeper", method, Bytes, Bytes), null, default, message);

        return await call;
    }

    /// <summary>Sends the messages to a method of zoo.Keeper that takes a stream.</summary>
    public async Task<byte[]> StreamAsync(string method, params byte[][] messages)
    {
        using var call = Channel.CreateCallInvoker().AsyncClientStreamingCall(
            new Method<byte[], byte[]>(MethodType.ClientStreaming, "zoo.Keeper", method, Bytes, Bytes), null, default);
        foreach (var message in messages)
        {
            await call.RequestStream.WriteAsync(message);
        }

        await call.RequestStream.CompleteAsync();

        return await call;
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.DisposeAsync();
    }
}
