using System.Net;
using System.Net.Sockets;
using System.Text;
using CodeFirst.Tests.Wire.Http2;

namespace CodeFirst.Tests.Wire;

/// <summary>Rows 1 to 3 of docs/reliability.md, and what HTTP/1.1 may carry: the one port takes both protocols.</summary>
internal sealed class PortTests(Service service) : WireTests(service)
{
    private static readonly byte[] TlsHello =
        [0x16, 3, 1, 0, 0xc8, 1, 0, 0, 0xc4, 3, 3, .. Enumerable.Range(0, 190).Select(i => (byte)(i * 37))];

    [TestCase("GET {0} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "HTTP/1.1 404")]
    [TestCase("GET {0} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\n\r\n", "HTTP/1.1 404")]
    [TestCase("POST {1} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/grpc\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 426")]
    [TestCase("GET {0} HTTP/1.1\r\n\r\n", "HTTP/1.1 400")]
    [TestCase("GET {0} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "HTTP/1.1 400")]
    [TestCase("GET {0} HTTP/9.9\r\nHost: a\r\n\r\n", "HTTP/1.1 505")]
    [TestCase("GET {0}\r\n\r\n", "HTTP/1.1 400")]
    [TestCase("POST {0} HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "HTTP/1.1 4")]
    [TestCase("POST {0} HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "HTTP/1.1 400")]
    [TestCase("POST {0} HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 400")]
    [TestCase("GET {0} HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n", "HTTP/1.1 400")]
    public async Task HTTP_1_1_is_answered_by_its_rules(string request, string expected)
    {
        var answer = await SendAsync(string.Format(null, request, Server.HttpPath, Server.GetMethod));

        answer.Should().StartWith(expected);
    }

    // CVE-2025-55315: a proxy that takes the bare LF for the end of the line sees another request in the body.
    [Test]
    public async Task A_bare_line_feed_in_a_chunk_extension_is_refused_and_the_connection_closed()
    {
        var answer = await SendAsync(
            $"POST {Server.HttpPath} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "2;\n{}\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 4");
        answer.Split("HTTP/1.1 ").Should().HaveCount(2, "what follows is not taken for a request");
    }

    [Test]
    public async Task A_TLS_hello_is_refused_and_the_connection_closed()
    {
        using var connection = await FrameConnection.ConnectAsync(Server.Port);
        await connection.SendAsync(TlsHello);

        await ReadToEndAsync(connection);
    }

    [Test]
    public async Task Random_bytes_end_their_own_connection()
    {
        var random = new Random(2026);
        for (var i = 0; i < 50; i++)
        {
            var bytes = new byte[random.Next(1, 2_000)];
            random.NextBytes(bytes);
            using var connection = await FrameConnection.ConnectAsync(Server.Port);
            await connection.TrySendAsync([.. bytes, .. "\r\n\r\n"u8]);
        }
    }

    [Test]
    public async Task Clients_that_connect_and_say_nothing_keep_nobody_from_being_served()
    {
        var connections = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => FrameConnection.ConnectAsync(Server.Port)));

        (await Server.CallAsync()).ToString().Should().Be("NotFound");

        foreach (var connection in connections)
        {
            connection.Dispose();
        }
    }

    // Row 36: a thousand streams fit on a connection, so the limit of a caller comes first.
    [Test]
    public async Task A_connection_has_room_for_a_thousand_calls_at_once()
    {
        using var connection = await Server.OpenAsync();
        var block = HeaderBlock.Encode(Server.Headers());
        var streams = Enumerable.Range(0, 1_000).Select(_ => connection.NextStream()).ToList();
        foreach (var stream in streams)
        {
            await connection.SendAsync(Frames.Headers(stream, block));
        }

        await connection.SendAsync(Frames.Headers(connection.NextStream(), block));
        var refused = await connection.ReadAnswerAsync(streams[^1] + 2);
        await connection.SendAsync(Frames.Data(streams[0], WireServer.Unknown()));
        var answer = await connection.ReadAnswerAsync(streams[0]);

        refused.ToString().Should().Be("RST RefusedStream");
        answer.ToString().Should().Be("NotFound");
    }

    private static async Task ReadToEndAsync(FrameConnection connection)
    {
        while (await connection.ReadAsync() is not null)
        {
            // Whatever it is: it must end.
        }
    }

    private async Task<string> SendAsync(string request)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, Server.Port);
        var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var patience = new CancellationTokenSource(Patience.Limit);
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (IOException)
        {
            // What came before a reset counts.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
