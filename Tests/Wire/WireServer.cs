using System.Globalization;
using CodeFirst.Tests.Wire.Http2;

namespace CodeFirst.Tests.Wire;

/// <summary>A service as a process, and the calls that it knows.</summary>
internal sealed class WireServer : IAsyncDisposable
{
#if DEBUG
    private const string Configuration = "debug";
#else
    private const string Configuration = "release";
#endif

    public const string WatchMethod = "/grpc.health.v1.Health/Watch";

    private const int FrameLimit = 16_384;

    private readonly ServerProcess _process;

    private WireServer(ServerProcess process, Service service)
    {
        _process = process;
        (GetMethod, HttpPath) = service == Service.Users
            ? ("/userservice.UserService/GetUser", "/v1/users/none")
            : ("/shop.orders.v1.Orders/GetOrder", "/v1/orders/none");
    }

    public int Port => _process.Port;

    /// <summary>Gets the path of a method whose message has an id in its field 1, and that knows none.</summary>
    public string GetMethod { get; }

    /// <summary>Gets the same over HTTP/JSON.</summary>
    public string HttpPath { get; }

    public IReadOnlyCollection<string> Output => _process.Output;

    public IEnumerable<string> LoggedErrors => _process.LoggedErrors;

    public static async Task<WireServer> StartAsync(Service service, params (string Name, string Value)[] settings)
    {
        var project = service == Service.Users ? "CodeFirst.Server" : "Orders.Server";
        var program = Path.Combine(Repository.Root, "artifacts", "bin", project, Configuration, $"{project}.dll");
        var command = new Command(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", "exec", program);

        return new WireServer(
            await ServerProcess.StartAsync(command, settings.ToDictionary(one => one.Name, one => one.Value)), service);
    }

    public int CountSockets() => _process.CountSockets();

    public Task<long> ResidentBytesAsync() => _process.ResidentBytesAsync();

    public Task<int> StopAsync() => _process.StopAsync(Patience.Limit);

    public Task<FrameConnection> OpenAsync(params (int Id, uint Value)[] settings) => FrameConnection.OpenAsync(Port, settings);

    /// <summary>Returns the headers of a call, with others after them or in their place; null leaves one out.</summary>
    public List<(string Name, string Value)> Headers(params (string Name, string? Value)[] others) => HeadersOf(GetMethod, others);

    public static List<(string Name, string Value)> HeadersOf(string path, params (string Name, string? Value)[] others)
    {
        List<(string Name, string Value)> headers =
        [
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"),
            ("content-type", "application/grpc"), ("te", "trailers"),
        ];
        foreach (var (name, value) in others)
        {
            var at = headers.FindIndex(header => header.Name == name);
            if (at >= 0)
            {
                headers.RemoveAt(at);
            }

            if (value is not null)
            {
                headers.Insert(at >= 0 ? at : headers.Count, (name, value));
            }
        }

        return headers;
    }

    /// <summary>Returns a message with an id that does not exist, in its gRPC frame.</summary>
    public static byte[] Unknown() => Message(0x0a, 4, (byte)'n', (byte)'o', (byte)'n', (byte)'e');

    public static byte[] Message(params byte[] message) => [0, .. Frames.Number((uint)message.Length), .. message];

    /// <summary>Makes one call on a connection of its own.</summary>
    public async Task<WireAnswer> CallAsync(IEnumerable<(string Name, string Value)>? headers = null, byte[]? body = null)
    {
        using var connection = await OpenAsync();

        return await CallAsync(connection, headers, body);
    }

    public async Task<WireAnswer> CallAsync(
        FrameConnection connection, IEnumerable<(string Name, string Value)>? headers = null, byte[]? body = null)
    {
        var stream = connection.NextStream();
        await SendHeadersAsync(connection, stream, HeaderBlock.Encode(headers ?? Headers()));
        await SendBodyAsync(connection, stream, body ?? Unknown());

        return await connection.ReadAnswerAsync(stream);
    }

    /// <summary>Begins to watch the health of the server, which is a stream without an end, and reads the first message.</summary>
    public static async Task<(int Stream, WireAnswer Answer)> WatchAsync(FrameConnection connection)
    {
        var stream = connection.NextStream();
        await connection.SendAsync(
            Frames.Headers(stream, HeaderBlock.Encode(HeadersOf(WatchMethod))), Frames.Data(stream, Message()));
        var answer = new WireAnswer();
        while (!answer.IsOver && answer.Body.Length == 0)
        {
            answer.Add(await connection.ReadAsync(), stream);
        }

        return (stream, answer);
    }

    /// <summary>Sends a header block in as many frames as it needs.</summary>
    public static async Task SendHeadersAsync(FrameConnection connection, int stream, byte[] block, bool endStream = false)
    {
        var parts = block.Chunk(FrameLimit).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            var isLast = i == parts.Count - 1;
            var frame = i == 0 ? Frames.Headers(stream, parts[i], endStream, isLast) : Frames.Continuation(stream, parts[i], isLast);
            if (!await connection.TrySendAsync(frame.ToBytes()))
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync() => await _process.DisposeAsync();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{GetMethod} on port {Port}");

    private static async Task SendBodyAsync(FrameConnection connection, int stream, byte[] body)
    {
        if (body.Length == 0)
        {
            await connection.TrySendAsync(Frames.Data(stream, []).ToBytes());
        }

        var sent = 0;
        foreach (var part in body.Chunk(FrameLimit))
        {
            sent += part.Length;
            if (!await connection.TrySendAsync(Frames.Data(stream, part, sent == body.Length).ToBytes()))
            {
                return;
            }
        }
    }
}
