using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace CodeFirst.Tests.Infrastructure.CloudRun;

/// <summary>
/// What stands before a service on Cloud Run, on the loopback address: it ends TLS, lets in who has an ID token for the service,
/// takes the signature off the token, and forwards HTTP/2 without TLS. It fails as it is told to, and can be stopped and started again.
/// </summary>
public sealed class FakeCloudRun : IAsyncDisposable
{
    private const string PlatformToken = "x-serverless-authorization";
    private const string Token = "authorization";
    private const string Bearer = "Bearer ";

    private readonly ConcurrentQueue<FrontEndRequest> _requests = [];
    private readonly ConcurrentDictionary<string, ConnectionContext> _connections = [];
    private readonly Faults _faults = new();
    private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _givenUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpMessageInvoker _backend = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        EnableMultipleHttp2Connections = true,
        ActivityHeadersPropagator = null, // the caller's goes through
    });

    private WebApplication? _app;

    private FakeCloudRun(int backendPort)
    {
        BackendPort = backendPort;
    }

    public int Port { get; private set; }

    /// <summary>Where callers find the front end.</summary>
    public string Address => $"https://localhost:{Port}";

    /// <summary>Where the service listens. May change, as when a new revision takes over.</summary>
    public int BackendPort { get; set; }

    /// <summary>The audience that a token must have. Null: the service is public.</summary>
    public string? Audience { get; set; }

    /// <summary>Whether the caller has the role roles/run.invoker.</summary>
    public bool IsInvoker { get; set; } = true;

    /// <summary>After how long a request is cut off, streams too. Null: never.</summary>
    public TimeSpan? RequestTimeout { get; set; }

    /// <summary>The HTTP/2 error of <see cref="FrontEndFault.Reset"/>: REFUSED_STREAM unless set.</summary>
    public int ResetCode { get; set; } = 7;

    /// <summary>What has come in, whatever became of it.</summary>
    public IReadOnlyCollection<FrontEndRequest> Requests => _requests;

    /// <summary>Completes when a request gets <see cref="FrontEndFault.Nothing"/>.</summary>
    public Task Waiting => _waiting.Task;

    /// <summary>Completes when the caller of such a request has given up.</summary>
    public Task GivenUp => _givenUp.Task;

    public static async Task<FakeCloudRun> StartAsync(int backendPort)
    {
        var frontEnd = new FakeCloudRun(backendPort);
        await frontEnd.StartAsync();

        return frontEnd;
    }

    /// <summary>Starts, again after <see cref="StopAsync"/>, and on the same port.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpForwarder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseShutdownTimeout(TimeSpan.FromMilliseconds(200)); // streams do not end by themselves
        builder.WebHost.ConfigureKestrel(Listen);
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        Port = new Uri(_app.Urls.Single()).Port;
    }

    /// <summary>Stops in good order; what still runs after a moment is cut off. New connections are refused.</summary>
    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    /// <summary>Closes all connections without a word. New ones are taken.</summary>
    public void DropConnections()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Abort(new ConnectionAbortedException("The test drops all connections."));
        }
    }

    /// <summary>Fails the next requests whose path ends with the name of the rpc, or all.</summary>
    public void Fail(FrontEndFault fault, int times = 1, string rpc = "") => _faults.Add(fault, times, rpc);

    /// <summary>Fails all requests until the returned object is disposed.</summary>
    public IDisposable FailAll(FrontEndFault fault) => _faults.AddUntilDisposed(fault);

    /// <summary>How many requests have come in for an rpc.</summary>
    public int RequestsOf(string rpc) => _requests.Count(request => request.Path.EndsWith($"/{rpc}", StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _backend.Dispose();
    }

    private void Listen(KestrelServerOptions kestrel) => kestrel.Listen(IPAddress.Loopback, Port, listen =>
    {
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.Use(next => async connection =>
        {
            connection.Features.Set(connection);
            _connections[connection.ConnectionId] = connection;
            try
            {
                await next(connection);
            }
            finally
            {
                _connections.TryRemove(connection.ConnectionId, out _);
            }
        });
        listen.UseHttps(TestAuthority.Certificate);
    });

    private async Task AnswerAsync(HttpContext context)
    {
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _requests.Enqueue(new FrontEndRequest(context.Request.Path, context.Connection.Id, headers));
        if (_faults.Next(context.Request.Path) is { } fault)
        {
            await FailAsync(context, fault);
        }
        else if (Refusal(context.Request) is { } status)
        {
            await WritePageAsync(context, status);
        }
        else
        {
            await ForwardAsync(context, HttpTransformer.Default);
        }
    }

    private Task FailAsync(HttpContext context, FrontEndFault fault)
    {
        switch (fault)
        {
            case FrontEndFault.TooManyRequests:
                return WritePageAsync(context, StatusCodes.Status429TooManyRequests);
            case FrontEndFault.ServiceUnavailable:
                return WritePageAsync(context, StatusCodes.Status503ServiceUnavailable);
            case FrontEndFault.GatewayTimeout:
                return WritePageAsync(context, StatusCodes.Status504GatewayTimeout);
            case FrontEndFault.WebPage:
                return WritePageAsync(context, StatusCodes.Status200OK);
            case FrontEndFault.Redirect:
                context.Response.Redirect("/sign-in");

                return Task.CompletedTask;
            case FrontEndFault.Drop:
                context.Features.GetRequiredFeature<ConnectionContext>()
                    .Abort(new ConnectionAbortedException("The test drops the connection."));

                return Task.CompletedTask;
            case FrontEndFault.Reset:
                context.Features.GetRequiredFeature<IHttpResetFeature>().Reset(ResetCode);

                return Task.CompletedTask;
            case FrontEndFault.Nothing:
                return WaitForEndAsync(context);
            default:
                return ForwardAsync(context, new DamagingTransformer(fault));
        }
    }

    private async Task ForwardAsync(HttpContext context, HttpTransformer transformer)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        if (RequestTimeout is { } limit)
        {
            timeout.CancelAfter(limit);
        }

        var config = new ForwarderRequestConfig
        {
            ActivityTimeout = Timeout.InfiniteTimeSpan,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        var error = await context.RequestServices.GetRequiredService<IHttpForwarder>()
            .SendAsync(context, $"http://127.0.0.1:{BackendPort}", _backend, config, transformer, timeout.Token);
        if (error == ForwarderError.RequestBodyClient && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // YARP blames the caller (400) if the instance dies while the request is copied to it.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
    }

    // As the platform does: of two tokens it reads the one that is for it, and forwards that one without its signature.
    private int? Refusal(HttpRequest request)
    {
        var header = request.Headers.ContainsKey(PlatformToken) ? PlatformToken : Token;
        var value = request.Headers[header].ToString();
        if (Audience is null)
        {
            return null;
        }

        if (value.Length == 0)
        {
            return StatusCodes.Status403Forbidden;
        }

        var token = value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..] : "";
        if (FakeIdTokens.FindAudience(token) != Audience)
        {
            return StatusCodes.Status401Unauthorized;
        }

        request.Headers[header] = Bearer + FakeIdTokens.WithoutSignature(token);

        return IsInvoker ? null : StatusCodes.Status403Forbidden;
    }

    private static Task WritePageAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=UTF-8";
        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate =
                "Bearer error=\"invalid_token\" error_description=\"The access token could not be verified\"";
        }

        return context.Response.WriteAsync($"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>");
    }

    private async Task WaitForEndAsync(HttpContext context)
    {
        _waiting.TrySetResult();
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _givenUp.TrySetResult();
    }
}
