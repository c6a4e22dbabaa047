using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodeFirst.Tests.Functional.Hosting;

/// <summary>Takes OTLP over HTTP on the loopback address and keeps what it was sent.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _received = new();
    private readonly WebApplication _app;

    private FakeCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(ReceiveAsync);
    }

    public string Address => _app.Urls.Single();

    public static async Task<FakeCollector> StartAsync()
    {
        var collector = new FakeCollector();
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Everything that was sent to the path, each byte a character: names are readable in it.</summary>
    public string Received(string path) => _received.GetValueOrDefault(path, "");

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        _received.AddOrUpdate(context.Request.Path.Value!, text, (_, earlier) => earlier + text);
    }
}
