using System.Text;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Load;

/// <summary>Runs h2load of nghttp2, which writes and reads with less work than any server.</summary>
internal static class H2Load
{
    /// <summary>Ten connections, a request at a time on each, over HTTP/1.1.</summary>
    public static readonly string[] Http1 = ["--h1", "-c", "10", "-m", "1"];

    /// <summary>Ten connections, ten requests at a time on each, over HTTP/1.1.</summary>
    public static readonly string[] Http1Pipelined = ["--h1", "-c", "10", "-m", "10"];

    /// <summary>Ten connections, ten requests at a time on each, over HTTP/2.</summary>
    public static readonly string[] Http2 = ["-c", "10", "-m", "10"];

    /// <summary>Calls a method of gRPC with the same message each time: 10 connections with 10 streams each.</summary>
    public static Task GrpcAsync(int port, string method, ReadOnlyMemory<byte> message, int calls, params string[] options) =>
        PostAsync(
            port, $"/userservice.UserService/{method}", Framed(message.Span), calls,
            [.. Http2, "-H", "content-type: application/grpc", "-H", "te: trailers", .. options]);

    /// <summary>Posts the same JSON each time.</summary>
    public static Task PostAsync(int port, string path, string json, int calls, params string[] options) =>
        PostAsync(
            port, path, Encoding.UTF8.GetBytes(json), calls,
            ["-H", "content-type: application/json", "-H", "accept: application/json, text/event-stream", .. options]);

    /// <summary>Gets a path.</summary>
    public static Task GetAsync(int port, string path, int calls, params string[] options) =>
        RunAsync(calls, [.. options, $"http://127.0.0.1:{port}{path}"]);

    private static async Task PostAsync(int port, string path, byte[] body, int calls, string[] options)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, body);
            await RunAsync(calls, [.. options, "-d", file, $"http://127.0.0.1:{port}{path}"]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task RunAsync(int calls, params string[] arguments)
    {
        var result = await new Command("h2load", ["-t", "1", "-n", $"{calls}", .. arguments]) { Limit = Patience.LongLimit }.SucceedAsync();
        if (!result.Output.Contains($"{calls} succeeded", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Not all of {calls} calls succeeded: {result.Output}");
        }
    }

    private static byte[] Framed(ReadOnlySpan<byte> message)
    {
        var framed = new byte[message.Length + 5];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed.AsSpan(5));

        return framed;
    }
}
