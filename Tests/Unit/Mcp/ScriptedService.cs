using System.Buffers.Binary;
using System.Net;

namespace CodeFirst.Tests.Unit.Mcp;

/// <summary>A gRPC service without a server: it answers each call with the messages that a test has put in.</summary>
internal sealed class ScriptedService : HttpMessageHandler
{
    /// <summary>Gets or sets what the next calls are answered with.</summary>
    public IReadOnlyList<byte[]> Answers { get; set; } = [];

    /// <summary>Gets how many calls have come.</summary>
    public int Calls { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var sent = new MemoryStream();
        await request.Content!.CopyToAsync(sent, cancellationToken);
        Calls++;
        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Version = HttpVersion.Version20,
            RequestMessage = request,
            Content = new ByteArrayContent([.. Answers.SelectMany(Frame)]),
        };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");
        response.TrailingHeaders.Add("grpc-status", "0");

        return response;
    }

    private static byte[] Frame(byte[] message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);

        return frame;
    }
}
