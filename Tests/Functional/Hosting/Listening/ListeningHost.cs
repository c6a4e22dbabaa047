using System.Collections.Concurrent;
using System.Net;
using CodeFirst.Hosting;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace CodeFirst.Tests.Functional.Hosting.Listening;

/// <summary>A program with one gRPC service (health) and pages, on a free port.</summary>
internal sealed class ListeningHost : IAsyncDisposable
{
    private readonly ErrorLog _log = new(LogLevel.Warning);
    private readonly ConcurrentDictionary<string, int> _connections = [];

    private ListeningHost(
        Dictionary<string, string> settings, HttpProtocols protocols, Action<KestrelServerOptions>? configure, TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder(["--PORT=0", .. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
        builder.Logging.ClearProviders().AddProvider(_log);
        builder.AddGracefulStop().AddListening(protocols);
        builder.Services.AddSingleton(clock);
        builder.Services.AddGrpc();
        builder.Services.AddGrpcHealthChecks().AddCheck("any", () => HealthCheckResult.Healthy());
        builder.Services.Configure<KestrelServerOptions>(kestrel => configure?.Invoke(kestrel));
        App = builder.Build();
        App.Use((context, next) =>
        {
            _connections[context.Connection.Id] = 0;
            return next(context);
        });
        App.MapGrpcHealthChecksService();
        App.MapGet("/protocol", (HttpContext context) => context.Request.Protocol);
        App.MapGet("/caller", (HttpContext context) => $"{context.User.Identity?.AuthenticationType} {context.User.Identity?.Name}");
        App.MapGet("/connection", (HttpContext context) => context.Connection.Id);
        App.MapGet("/slow", async () =>
        {
            await Slow.Task;
            return "slow";
        });
        App.MapGet("/stream", async (HttpContext context) =>
        {
            await context.Response.WriteAsync(context.Connection.Id);
            await context.Response.Body.FlushAsync();
            await Slow.Task;
            await context.Response.WriteAsync(" end");
        });
    }

    /// <summary>What /slow, and the end of /stream, wait for.</summary>
    public TaskCompletionSource Slow { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many connections had a request.</summary>
    public int Connections => _connections.Count;

    public WebApplication App { get; }

    public string Address => App.Urls.First().Replace("[::]", "localhost", StringComparison.Ordinal);

    public int Port => new Uri(Address).Port;

    /// <summary>What was logged at Warning or above.</summary>
    public ConcurrentQueue<string> Warnings => _log.Lines;

    public static async Task<ListeningHost> StartAsync(
        Dictionary<string, string>? settings = null,
        HttpProtocols protocols = HttpProtocols.Http1AndHttp2,
        Action<KestrelServerOptions>? configure = null,
        TimeProvider? clock = null)
    {
        var host = new ListeningHost(settings ?? [], protocols, configure, clock ?? TimeProvider.System);
        await host.App.StartAsync();
        return host;
    }

    public GrpcChannel Connect() => GrpcChannel.ForAddress(Address);

    /// <summary>Asks which protocol the server sees.</summary>
    public async Task<string> GetAsync(HttpClient http, string path, Version version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{Address}{path}"))
        {
            Version = version,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await http.SendAsync(request);
        response.StatusCode.Should().Be(HttpStatusCode.OK);

        return await response.Content.ReadAsStringAsync();
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
