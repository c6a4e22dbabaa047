using CodeFirst.Hosting;
using CodeFirst.Mcp;
using CodeFirst.Tests.Functional.Transcoding.Zoo;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ProtoBuf.Grpc.Server;

namespace CodeFirst.Tests.Functional.Mcp;

/// <summary>The methods of the library as tools: in the service itself, or in a program in front of it. Real Kestrel, free ports.</summary>
internal sealed class ToolHost : IAsyncDisposable
{
    private readonly WebApplication _service;
    private readonly WebApplication? _front;
    private readonly GrpcChannel? _channel;
    private readonly List<McpClient> _clients = [];

    private ToolHost(WebApplication service, WebApplication? front, GrpcChannel? channel, ErrorLog log, LibraryWatch watch)
    {
        (_service, _front, _channel, Log, Watch) = (service, front, channel, log, watch);
        Address = new Uri(AddressOf(front ?? service), "/mcp");
    }

    public Uri Address { get; }

    /// <summary>Gets where the gRPC service is.</summary>
    public Uri Service => AddressOf(_service);

    /// <summary>Gets what was logged at Error or above.</summary>
    public ErrorLog Log { get; }

    public LibraryWatch Watch { get; }

    /// <summary>Starts the programs. All methods of the library are tools unless the options say something else.</summary>
    public static async Task<ToolHost> StartAsync(
        bool inFront = false,
        Action<McpToolsOptions>? configure = null,
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? use = null,
        Action<GrpcServiceEndpointConventionBuilder>? map = null,
        bool marked = false)
    {
        var (log, watch) = (new ErrorLog(), new LibraryWatch());
        var builder = WebApplication.CreateSlimBuilder(["--PORT=0"]);
        builder.AddCodeFirst();
        builder.Services.AddCodeFirstGrpc();
        builder.Services.AddSingleton(watch);
        builder.Logging.ClearProviders().AddProvider(log);
        build?.Invoke(builder);
        if (!inFront)
        {
            AddTools(builder, configure, marked);
        }

        var service = builder.Build();
        service.UseCodeFirst();
        use?.Invoke(service);
        var mapped = service.MapGrpcService<Library>();
        map?.Invoke(mapped);
        if (!inFront)
        {
            service.MapMcpTools("/mcp");
        }

        await service.StartAsync();
        if (!inFront)
        {
            return new ToolHost(service, null, null, log, watch);
        }

        var channel = GrpcChannel.ForAddress(AddressOf(service));
        var front = WebApplication.CreateSlimBuilder(["--PORT=0"]);
        front.AddListening(HttpProtocols.Http1AndHttp2);
        front.Logging.ClearProviders().AddProvider(log);
        AddTools(front, configure, marked);
        var app = front.Build();
        app.MapMcpTools("/mcp", channel);
        await app.StartAsync();

        return new ToolHost(service, app, channel, log, watch);
    }

    public async Task<McpClient> ConnectAsync(params (string Name, string Value)[] headers)
    {
        var client = await McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = Address,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = headers.ToDictionary(header => header.Name, header => header.Value),
        }));
        _clients.Add(client);

        return client;
    }

    /// <summary>Calls a tool with arguments written as C#.</summary>
    public async Task<CallToolResult> CallAsync(string tool, object? arguments = null)
    {
        var client = _clients.Count > 0 ? _clients[0] : await ConnectAsync();

        return await client.CallToolAsync(tool, Arguments(arguments));
    }

    public static Dictionary<string, object?> Arguments(object? arguments) => arguments is null
        ? []
        : arguments as Dictionary<string, object?>
            ?? arguments.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(arguments));

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.DisposeAsync();
        }

        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        _channel?.Dispose();
        await _service.DisposeAsync();
    }

    private static void AddTools(WebApplicationBuilder builder, Action<McpToolsOptions>? configure, bool marked)
    {
        builder.Services.Configure<CodeFirst.Transcoding.TranscodingOptions>(options =>
        {
            options.DescriptorSets.Add(LibraryHost.DescriptorSet());
            options.WritesProtoNames = true;
        });
        builder.AddMcpTools(options =>
        {
            if (!marked)
            {
                options.Methods.Add("library.v1.Library");
            }

            configure?.Invoke(options);
        });
    }

    private static Uri AddressOf(WebApplication app) => new UriBuilder(app.Urls.First()) { Host = "localhost" }.Uri;
}
