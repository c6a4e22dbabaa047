using CodeFirst.Hosting;
using CodeFirst.Tests.Functional.Transcoding.Zoo.Descriptors;
using CodeFirst.Transcoding;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtoBuf.Grpc.Server;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

/// <summary>The library over HTTP: in the service itself, or in a program in front of it. Real Kestrel, free ports.</summary>
internal sealed class LibraryHost : IAsyncDisposable
{
    private readonly WebApplication _service;
    private readonly WebApplication? _front;
    private readonly GrpcChannel? _channel;

    private LibraryHost(WebApplication service, WebApplication? front, GrpcChannel? channel, ErrorLog log, LibraryWatch watch)
    {
        (_service, _front, _channel, Log, Watch) = (service, front, channel, log, watch);
        Address = AddressOf(front ?? service);
        Http = Connect(System.Net.HttpVersion.Version11);
    }

    public Uri Address { get; }

    /// <summary>Gets what was logged at Error or above.</summary>
    public ErrorLog Log { get; }

    public LibraryWatch Watch { get; }

    public HttpClient Http { get; }

    public static async Task<LibraryHost> StartAsync(
        bool inFront,
        Action<TranscodingOptions>? configure = null,
        Action<WebApplication>? map = null,
        Interceptor? interceptor = null,
        Action<IServiceCollection>? services = null,
        Action<IEndpointConventionBuilder>? routes = null)
    {
        var extras = new Extras(map, services, routes);
        var (log, watch) = (new ErrorLog(), new LibraryWatch());
        var service = await StartServiceAsync(log, watch, inFront ? null : options => Configure(options, configure), extras);
        if (!inFront)
        {
            return new LibraryHost(service, null, null, log, watch);
        }

        var channel = GrpcChannel.ForAddress(AddressOf(service));
        var front = await StartFrontAsync(
            log,
            interceptor is null ? channel.CreateCallInvoker() : channel.Intercept(interceptor),
            options => Configure(options, configure),
            extras);

        return new LibraryHost(service, front, channel, log, watch);
    }

    /// <summary>Returns a client of its own, which sends paths as they are written.</summary>
    public HttpClient Connect(Version version) => new()
    {
        BaseAddress = Address,
        DefaultRequestVersion = version,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public async Task<Reply> SendAsync(
        string verb,
        string path,
        string? body = null,
        string contentType = "application/json",
        params (string Name, string Value)[] headers)
    {
        using var request = Request(verb, path, headers);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        using var response = await Http.SendAsync(request);

        return await Reply.OfAsync(response);
    }

    /// <summary>Sends half of a JSON body over HTTP/2: over HTTP/1.1, HttpClient reads no answer before it has sent the body.</summary>
    /// <returns>The answer, and what ends the body.</returns>
    public (Task<HttpResponseMessage> Answer, LineContent Body) SendHalf(HttpClient http, string timeout)
    {
        var body = new LineContent { Headers = { ContentType = new("application/json") } };
        var request = Request("PATCH", "/v1/books/1", ("grpc-timeout", timeout));
        request.Version = System.Net.HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Content = body;
        body.Send("""{"title":""");

        return (http.SendAsync(request), body);
    }

    public Task<Reply> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, headers: headers);

    public HttpRequestMessage Request(string verb, string path, params (string Name, string Value)[] headers)
    {
        var address = new Uri($"{Address.GetLeftPart(UriPartial.Authority)}{path}", new UriCreationOptions
        {
            DangerousDisablePathAndQueryCanonicalization = true,
        });
        var request = new HttpRequestMessage(new HttpMethod(verb), address) { Version = System.Net.HttpVersion.Version11 };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        _channel?.Dispose();
        await _service.DisposeAsync();
    }

    private static void Configure(TranscodingOptions options, Action<TranscodingOptions>? configure)
    {
        options.DescriptorSets.Add(DescriptorSet());
        configure?.Invoke(options);
    }

    private static async Task<WebApplication> StartServiceAsync(
        ErrorLog log, LibraryWatch watch, Action<TranscodingOptions>? transcode, Extras extras)
    {
        var builder = WebApplication.CreateSlimBuilder(["--PORT=0"]);
        builder.AddCodeFirst();
        builder.Services.AddCodeFirstGrpc();
        builder.Services.AddSingleton(watch);
        builder.Logging.ClearProviders().AddProvider(log);
        if (transcode is not null)
        {
            builder.AddTranscoding(transcode);
            extras.Services?.Invoke(builder.Services);
        }

        var app = builder.Build();
        app.UseCodeFirst();
        app.MapGrpcService<Library>();
        if (transcode is not null)
        {
            var routes = app.MapTranscoding();
            extras.Routes?.Invoke(routes);
            extras.Map?.Invoke(app);
        }

        await app.StartAsync();

        return app;
    }

    private static async Task<WebApplication> StartFrontAsync(
        ErrorLog log, CallInvoker invoker, Action<TranscodingOptions> transcode, Extras extras)
    {
        var builder = WebApplication.CreateSlimBuilder(["--PORT=0"]);
        builder.AddListening(HttpProtocols.Http1AndHttp2);
        builder.AddTranscoding(transcode);
        extras.Services?.Invoke(builder.Services);
        builder.Logging.ClearProviders().AddProvider(log);
        var app = builder.Build();
        var routes = app.MapTranscoding(invoker);
        extras.Routes?.Invoke(routes);
        extras.Map?.Invoke(app);
        await app.StartAsync();

        return app;
    }

    private static Uri AddressOf(WebApplication app) => new UriBuilder(app.Urls.First()) { Host = "localhost" }.Uri;

    /// <summary>Returns the descriptor set of the contract.</summary>
    public static byte[] DescriptorSet()
    {
        var set = new FileDescriptorSet();
        Add(set, LibraryReflection.Descriptor);

        return set.ToByteArray();
    }

    private static void Add(FileDescriptorSet set, FileDescriptor file)
    {
        foreach (var dependency in file.Dependencies)
        {
            Add(set, dependency);
        }

        if (set.File.All(known => known.Name != file.Name))
        {
            set.File.Add(FileDescriptorProto.Parser.ParseFrom(file.SerializedData));
        }
    }

    /// <summary>What a test adds to the program that transcodes.</summary>
    private sealed record Extras(
        Action<WebApplication>? Map, Action<IServiceCollection>? Services, Action<IEndpointConventionBuilder>? Routes);
}
