using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodeFirst.Tests.Infrastructure.CloudRun;

/// <summary>The metadata server of Google Cloud on the loopback address: it gives an ID token to whoever asks in the right way.</summary>
public sealed class FakeMetadataServer : IAsyncDisposable
{
    /// <summary>The environment variable that tells a program where the metadata server is; its value is <see cref="Host"/>.</summary>
    public const string Variable = "GCE_METADATA_HOST";

    private const string TokenPath = "/computeMetadata/v1/instance/service-accounts/default/identity";
    private const string FlavorHeader = "Metadata-Flavor";
    private const string Flavor = "Google";

    private readonly ConcurrentQueue<string> _fetches = [];
    private readonly ConcurrentDictionary<string, MetadataAnswer> _answers = [];
    private readonly WebApplication _app;

    private FakeMetadataServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.WebHost.UseShutdownTimeout(TimeSpan.Zero); // those who wait for nothing need not be waited for
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Host => new Uri(_app.Urls.Single()).Authority;

    /// <summary>How long the tokens are good. Those of Google are for an hour.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How it answers for audiences of which nothing else has been said.</summary>
    public MetadataAnswer Answer { get; set; }

    /// <summary>If set, tokens come when it completes.</summary>
    public Task? Delay { get; set; }

    public static async Task<FakeMetadataServer> StartAsync()
    {
        var server = new FakeMetadataServer();
        await server._app.StartAsync();

        return server;
    }

    public void AnswerFor(string audience, MetadataAnswer answer) => _answers[audience] = answer;

    /// <summary>How often a token for the audience has been asked for.</summary>
    public int FetchesFor(string audience) => _fetches.Count(fetched => fetched == audience);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers[FlavorHeader] = Flavor;
        if (context.Request.Path == "/")
        {
            return; // asked to find out whether this is Google Cloud
        }

        if (context.Request.Path != TokenPath || context.Request.Headers[FlavorHeader] != Flavor)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;

            return;
        }

        var audience = context.Request.Query["audience"].ToString();
        _fetches.Enqueue(audience);
        switch (_answers.GetValueOrDefault(audience, Answer))
        {
            case MetadataAnswer.Token:
                await (Delay ?? Task.CompletedTask);
                await context.Response.WriteAsync(FakeIdTokens.Mint(audience, Lifetime));
                break;
            case MetadataAnswer.NotFound:
                await WritePageAsync(context, StatusCodes.Status404NotFound);
                break;
            case MetadataAnswer.ServiceUnavailable:
                await WritePageAsync(context, StatusCodes.Status503ServiceUnavailable);
                break;
            case MetadataAnswer.Empty:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case MetadataAnswer.Garbage:
                await context.Response.WriteAsync("<html>Not a token</html>");
                break;
            case MetadataAnswer.Nothing:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }
    }

    private static Task WritePageAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html";

        return context.Response.WriteAsync($"<!DOCTYPE html><html><title>Error {status}</title></html>");
    }
}
