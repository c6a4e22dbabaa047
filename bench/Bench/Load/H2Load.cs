using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Load;

/// <summary>Runs h2load of nghttp2, which writes and reads with less work than any server.</summary>
internal static class H2Load
{
    /// <summary>Calls a method of gRPC with the same message each time: 10 connections with 10 streams each.</summary>
    public static async Task GrpcAsync(int port, string method, ReadOnlyMemory<byte> message, int calls)
    {
        var body = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(body, Framed(message.Span));
            await RunAsync(
                calls,
                "-c", "10", "-m", "10", "-d", body, "-H", "content-type: application/grpc", "-H", "te: trailers",
                $"http://127.0.0.1:{port}/userservice.UserService/{method}");
        }
        finally
        {
            File.Delete(body);
        }
    }

    /// <summary>Gets a path over HTTP/1.1: 10 connections, with so many requests on the way on each.</summary>
    public static Task GetAsync(int port, string path, int calls, int pipelined = 1) =>
        RunAsync(calls, "--h1", "-c", "10", "-m", $"{pipelined}", $"http://127.0.0.1:{port}{path}");

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
