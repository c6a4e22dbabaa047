using System.Text;
using CodeFirst.Hosting;
using CodeFirst.Mcp;
using CodeFirst.Tests.Functional.Transcoding.Zoo;
using CodeFirst.Transcoding;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodeFirst.Tests.Functional.Hosting.Rules;

/// <summary>A service, called through each of its doors: gRPC, its HTTP routes, and its tools.</summary>
internal sealed class RuleHost : IAsyncDisposable
{
    public const string Grpc = "gRPC";
    public const string Http = "HTTP";
    public const string Tool = "tool";

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private RuleHost(WebApplication app)
    {
        _app = app;
        var address = new UriBuilder(app.Urls.First()) { Host = "localhost" }.Uri;
        _http = new HttpClient { BaseAddress = address };
        Channel = GrpcChannel.ForAddress(address);
    }

    public GrpcChannel Channel { get; }

    /// <summary>Starts a service whose library has tools.</summary>
    public static Task<RuleHost> StartAsync(
        Action<IServiceCollection> add, Action<WebApplication> map, params string[] settings)
    {
        return StartGrpcAsync(
            services =>
            {
                services.AddSingleton(new LibraryWatch());
                add(services);
            },
            app =>
            {
                map(app);
                app.MapTranscoding();
                app.MapMcpTools("/mcp").AllowAnonymous(); // each tool has the rule of its method
            },
            builder =>
            {
                builder.AddTranscoding(options => options.DescriptorSets.Add(LibraryHost.DescriptorSet()));
                builder.AddMcpTools(options => options.Methods.Add("library.v1.Library"));
            },
            settings);
    }

    /// <summary>Starts a service without routes and tools, unless more is built in.</summary>
    public static async Task<RuleHost> StartGrpcAsync(
        Action<IServiceCollection> add, Action<WebApplication> map, Action<WebApplicationBuilder>? build = null, params string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder(["--PORT=0", .. settings]);
        builder.AddCodeFirst();
        build?.Invoke(builder);
        builder.Logging.ClearProviders();
        add(builder.Services);
        var app = builder.Build();
        app.UseCodeFirst();
        map(app);
        await app.StartAsync();

        return new RuleHost(app);
    }

    /// <summary>Calls a method with an empty request.</summary>
    public async Task<Status> CallAsync(string method, string? token)
    {
        var names = method.Split('/');
        var headers = new Metadata();
        if (token is not null)
        {
            headers.Add("authorization", $"Bearer {token}");
        }

        var description = new Method<byte[], byte[]>(MethodType.Unary, names[0], names[1], Bytes, Bytes);
        try
        {
            using var call = Channel.CreateCallInvoker().AsyncUnaryCall(description, null, new CallOptions(headers), []);
            await call;

            return Status.DefaultSuccess;
        }
        catch (RpcException error)
        {
            return error.Status;
        }
    }

    /// <summary>Calls a method of the library through one of the doors, and returns its status.</summary>
    public async Task<StatusCode> EnterAsync(string door, string method, string? token) => (door, method) switch
    {
        (Grpc, _) => (await CallAsync($"library.v1.Library/{method}", token)).StatusCode,
        (Http, "DeleteBook") => await SendAsync(HttpMethod.Delete, "/v1/books/1", token),
        (Http, "UpdateBook") => await SendAsync(HttpMethod.Patch, "/v1/books/1", token, "{ no JSON"),
        (Http, "GetReader") => await SendAsync(HttpMethod.Get, "/v1/readers/7", token),
        (Http, "GetMe") => await SendAsync(HttpMethod.Get, "/v1/readers/me", token),
        (Tool, "DeleteBook") => await UseAsync("delete_book", """{"id":"1"}""", token),
        (Tool, "GetReader") => await UseAsync("get_reader", """{"reader_id":"7"}""", token),
        (Tool, "GetMe") => await UseAsync("me", "{}", token),
        _ => throw new ArgumentException($"{method} has no {door}.", nameof(method)),
    };

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<StatusCode> SendAsync(HttpMethod verb, string path, string? token, string? body = null)
    {
        using var request = new HttpRequestMessage(verb, path);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        var (status, text) = await AnswerAsync(request, token, body);

        return status < 400 ? StatusCode.OK : NamedIn(text);
    }

    private async Task<StatusCode> UseAsync(string tool, string arguments, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp");
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        var (status, text) = await AnswerAsync(
            request,
            token,
            $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}}}}""");
        status.Should().Be(200);

        return text.Contains("\"isError\":true", StringComparison.Ordinal) ? NamedIn(text) : StatusCode.OK;
    }

    private async Task<(int Status, string Text)> AnswerAsync(HttpRequestMessage request, string? token, string? body)
    {
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);

        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static StatusCode NamedIn(string text) => text switch
    {
        _ when text.Contains("UNAUTHENTICATED", StringComparison.Ordinal) => StatusCode.Unauthenticated,
        _ when text.Contains("PERMISSION_DENIED", StringComparison.Ordinal) => StatusCode.PermissionDenied,
        _ when text.Contains("NOT_FOUND", StringComparison.Ordinal) => StatusCode.NotFound,
        _ when text.Contains("INVALID_ARGUMENT", StringComparison.Ordinal) => StatusCode.InvalidArgument,
        _ => throw new InvalidOperationException(text),
    };
}
