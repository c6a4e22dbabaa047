using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using CodeFirst.Contracts;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>A user service that does what a test says, to the byte: statuses, silence, resets.</summary>
internal sealed class FakeUserService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeUserService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _app = builder.Build();
        _app.Run(RunAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>What it does with the next calls.</summary>
    public Func<HttpContext, Task> Behaviour { get; set; } = context => FailAsync(context, StatusCode.Unimplemented, "Nothing is set up.");

    /// <summary>Which rpcs were called.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>The headers of the last call.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>();

    public static async Task<FakeUserService> StartAsync()
    {
        var service = new FakeUserService();
        await service._app.StartAsync();

        return service;
    }

    /// <summary>Ends a call with a status.</summary>
    public static Task FailAsync(HttpContext context, StatusCode code, string message, Google.Rpc.Status? details = null)
    {
        Begin(context);
        SetStatus(context.Response.Headers.Append, code, message, details);

        return Task.CompletedTask;
    }

    /// <summary>Answers a call with messages, and a status at the end.</summary>
    public static async Task AnswerAsync(HttpContext context, object[] messages, StatusCode code = StatusCode.OK, string message = "")
    {
        Begin(context);
        foreach (var each in messages)
        {
            await SendAsync(context, each);
        }

        SetStatus(context.Response.AppendTrailer, code, message, null);
    }

    /// <summary>Sends one message, and leaves the call open.</summary>
    public static async Task SendAsync(HttpContext context, object message)
    {
        Begin(context);
        using var bytes = new MemoryStream();
        bytes.Write(new byte[5]);
        UserServiceModel.Instance.Serialize(bytes, message);
        var frame = bytes.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - 5);
        await context.Response.BodyWriter.WriteAsync(frame);
    }

    /// <summary>Sends the headers of the answer, and then nothing until the call is over.</summary>
    public static async Task HangAsync(HttpContext context)
    {
        Begin(context);
        await context.Response.BodyWriter.FlushAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    /// <summary>Answers a call with bytes that are no message.</summary>
    public static Task AnswerGarbageAsync(HttpContext context)
    {
        Begin(context);
        context.Response.AppendTrailer("grpc-status", "0");

        return context.Response.BodyWriter.WriteAsync(new byte[] { 0, 0, 0, 0, 2, 0xFF, 0xFF }).AsTask();
    }

    public static bool IsCallOf(HttpContext context, string rpc) =>
        context.Request.Path.Value!.EndsWith($"/{rpc}", StringComparison.Ordinal);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Sends the headers of the answer, if they are not sent yet.</summary>
    public static void Begin(HttpContext context)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "application/grpc";
        }
    }

    private static void SetStatus(
        Action<string, Microsoft.Extensions.Primitives.StringValues> set, StatusCode code, string message, Google.Rpc.Status? details)
    {
        set("grpc-status", ((int)code).ToString(CultureInfo.InvariantCulture));
        set("grpc-message", Uri.EscapeDataString(message));
        if (details is not null)
        {
            set("grpc-status-details-bin", Convert.ToBase64String(details.ToByteArray()));
        }
    }

    private Task RunAsync(HttpContext context)
    {
        Calls.Enqueue(context.Request.Path.Value!.Split('/')[^1]);
        Headers = context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());

        return Behaviour(context);
    }
}
