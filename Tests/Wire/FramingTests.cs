using System.IO.Compression;
using System.Net;
using CodeFirst.Tests.Wire.Http2;

namespace CodeFirst.Tests.Wire;

/// <summary>Rows 12 to 32 of docs/reliability.md: gRPC's framing, and what is said about a call around it.</summary>
internal sealed class FramingTests(Service service) : WireTests(service)
{
    private const string Expired = "DeadlineExceeded";

    private static readonly byte[] Good = WireServer.Unknown();

    private static IEnumerable<TestCaseData> Bodies()
    {
        return
        [
            Case("12 no message", "Internal", []),
            Case("12 four bytes of a prefix", "Internal", Good[..4]),
            Case("12 a message that ends early", "Internal", Good[..^1]),
            Case("13 two messages", "Internal", [.. Good, .. Good]),
            Case("13 a byte after the message", "Internal", [.. Good, 0]),
            Case("14 a compressed flag of 2", "Internal", [2, .. Good[1..]]),
            Case("14 a compressed flag of 255", "Internal", [255, .. Good[1..]]),
            Case("14 a length of 2^32-1", "Internal or ResourceExhausted", [0, 255, 255, 255, 255]),
            Case("15 a length of 2^31-1", "ResourceExhausted", [0, 127, 255, 255, 255]),
            Case("15 a length of 4 MiB and 1", "ResourceExhausted", [0, .. Frames.Number((4 << 20) + 1)]),
            Case("20 a varint that ends early", "Internal", WireServer.Message(0x0a)),
            Case("20 a varint of 11 bytes", "Internal", WireServer.Message([0x18, .. Enumerable.Repeat((byte)0xff, 10), 1])),
            Case("20 field 0", "Internal", WireServer.Message(2, 1, 65)),
            Case("20 wire type 6", "Internal", WireServer.Message(0x0e, 1)),
            Case("20 wire type 7", "Internal", WireServer.Message(0x0f, 1)),
            Case("20 a length beyond the message", "Internal", WireServer.Message(0x0a, 9, 65)),
            Case("20 a length of 2 GB", "Internal", WireServer.Message(0x0a, 255, 255, 255, 255, 7, 65)),
            Case("20 a negative length", "Internal", WireServer.Message([0x0a, .. Enumerable.Repeat((byte)0xff, 9), 1, 65])),
            Case("20 a group without an end", "Internal", WireServer.Message(0x9b, 6)),
            Case("20 the end of no group", "Internal", WireServer.Message(0x9c, 6)),
            Case("24 unknown fields, in any order", "NotFound", WireServer.Message([0x98, 6, 1, .. Good[5..], 0x9a, 6, 1, 65])),
            Case("24 a field that comes twice", "NotFound", WireServer.Message([.. Good[5..], .. Good[5..]])),
        ];

        static TestCaseData Case(string name, string expected, byte[] body) =>
            new TestCaseData(name, expected, body).SetArgDisplayNames(name);
    }

    private static IEnumerable<TestCaseData> Headers()
    {
        return
        [
            Case("26 content-type: application/json", "HTTP 415", ("content-type", "application/json")),
            Case("26 no content-type", "HTTP 415", ("content-type", null)),
            Case("26 content-type: application/grpcfoo", "HTTP 415", ("content-type", "application/grpcfoo")),
            Case("26 content-type: application/grpc-web", "HTTP 415", ("content-type", "application/grpc-web")),
            Case("27 content-type: application/grpc+json", "HTTP 415", ("content-type", "application/grpc+json")),
            Case("27 content-type: application/grpc+proto", "NotFound", ("content-type", "application/grpc+proto")),
            Case("28 an unknown method", "Unimplemented", (":path", "/a.B/C")),
            Case("28 a path of one segment", "HTTP 404", (":path", "/a")),
            Case("28 a path without a slash", "RST ProtocolError or GOAWAY ProtocolError or HTTP 400", (":path", "a.B/C")),
            Case("29 PUT", "HTTP 405", (":method", "PUT")),
            Case("29 OPTIONS", "HTTP 405", (":method", "OPTIONS")),
            Case("29 FOO", "HTTP 405", (":method", "FOO")),
            Case("30 grpc-timeout: 0n", Expired, ("grpc-timeout", "0n")),
            Case("30 grpc-timeout: 99n", Expired, ("grpc-timeout", "99n")),
            Case("30 grpc-timeout: abc", "Internal", ("grpc-timeout", "abc")),
            Case("30 grpc-timeout: -1S", "Internal", ("grpc-timeout", "-1S")),
            Case("30 grpc-timeout of nine digits", "Internal", ("grpc-timeout", "123456789S")),
            Case("30 grpc-timeout: 99999999H", "NotFound", ("grpc-timeout", "99999999H")),
            Case("32 base64 that is none", "InvalidArgument", ("x-bin", "!!!")),
            Case("32 base64 without padding", "NotFound", ("x-bin", "YQ")),
            Case("32 a key with a space", "InvalidArgument", ("x y", "1")),
        ];

        static TestCaseData Case(string name, string expected, (string Name, string? Value) header) =>
            new TestCaseData(name, expected, header).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Bodies))]
    public async Task A_body_fails_the_call_alone(string name, string expected, byte[] body)
    {
        using var connection = await Server.OpenAsync();

        var answer = await Server.CallAsync(connection, body: body);

        Deviations.Check(name, expected, answer.ToString());
        await AlsoServesAsync(connection);
    }

    [TestCaseSource(nameof(Headers))]
    public async Task A_header_fails_the_call_alone(string name, string expected, (string Name, string? Value) header)
    {
        using var connection = await Server.OpenAsync();

        var answer = await Server.CallAsync(connection, Server.Headers(header));

        var actual = answer.Http is not (0 or 200) ? $"HTTP {answer.Http}" : answer.ToString();
        Deviations.Check(name, expected, actual);
        if (answer.GoAway is null)
        {
            await AlsoServesAsync(connection);
        }
    }

    [TestCase("GET UPPER", "Unimplemented")]
    [TestCase("%47et", "Unimplemented")]
    [TestCase("/./", "Unimplemented")]
    [TestCase("/x/../", "Unimplemented")]
    [TestCase("trailing /", "Unimplemented")]
    [TestCase("?x=1", "Unimplemented")]
    public async Task Only_the_exact_path_is_the_method(string form, string expected)
    {
        var path = Server.GetMethod;
        var other = form switch
        {
            "GET UPPER" => path.Replace("/Get", "/GET", StringComparison.Ordinal),
            "%47et" => path.Replace("/Get", "/%47et", StringComparison.Ordinal),
            "/./" => $"/.{path}",
            "/x/../" => $"/x/..{path}",
            "trailing /" => $"{path}/",
            _ => $"{path}?x=1",
        };

        (await Server.CallAsync(Server.Headers((":path", other)))).ToString().Should().Be(expected);
    }

    [Test]
    public async Task A_message_of_4_MiB_is_read()
    {
        var padding = new byte[(4 << 20) - 5 - Good.Length];
        byte[] field = [0x9a, 6, .. Varint(padding.Length)]; // field 99, which is unknown
        byte[] message = [.. Good[5..], .. field, .. padding];
        byte[] body = [0, .. Frames.Number((uint)message.Length), .. message];

        // Not frame by frame: a body of this size needs a client that minds the windows.
        using var http = new HttpClient();
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{Server.Port}{Server.GetMethod}"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        using var answer = await http.SendAsync(request).WaitAsync(Patience.Limit);

        answer.Headers.GetValues("grpc-status").Should().Equal("5");
    }

    [TestCase("17 compressed, and no encoding said", null, "Internal")]
    [TestCase("17 compressed, and identity said", "identity", "Internal")]
    [TestCase("18 an unknown encoding", "br2", "Unimplemented")]
    [TestCase("19 gzip that is none", "gzip", "Internal")]
    public async Task Compression_that_is_wrong_fails_the_call_alone(string name, string? encoding, string expected)
    {
        using var connection = await Server.OpenAsync();
        byte[] body = [1, .. Good[1..]];

        var answer = await Server.CallAsync(connection, Server.Headers(("grpc-encoding", encoding)), body);

        Deviations.Check(name, expected, answer.ToString());
        if (encoding == "br2")
        {
            answer.Find("grpc-accept-encoding").Should().Contain("gzip");
        }

        await AlsoServesAsync(connection);
    }

    [Test]
    public async Task A_gzip_bomb_is_refused()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 100; i++)
            {
                await gzip.WriteAsync(zeros);
            }
        }

        byte[] body = [1, .. Frames.Number((uint)packed.Length), .. packed.ToArray()];

        (await Server.CallAsync(Server.Headers(("grpc-encoding", "gzip")), body)).ToString().Should().Be("ResourceExhausted");
    }

    private static byte[] Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}
