using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace CodeFirst.Tests.Functional;

/// <summary>Calls with bytes as they are, for what no client would send.</summary>
internal static class Wire
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>A field of the type string or bytes.</summary>
    public static byte[] Field(int number, params byte[] value)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(value));
        }

        return stream.ToArray();
    }

    public static byte[] Field(int number, string value) => Field(number, Encoding.UTF8.GetBytes(value));

    public static async Task<byte[]> CallAsync(GrpcChannel channel, string method, params byte[] message)
    {
        using var call = channel.CreateCallInvoker().AsyncUnaryCall(Method(MethodType.Unary, method), null, default, message);

        return await call;
    }

    /// <summary>Sends one message on the stream of a bidirectional rpc and waits for an answer.</summary>
    public static async Task<byte[]> CallDuplexAsync(GrpcChannel channel, string method, params byte[] message)
    {
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(Method(MethodType.DuplexStreaming, method), null, default);
        await call.RequestStream.WriteAsync(message);
        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext(CancellationToken.None)).Should().BeTrue();

        return call.ResponseStream.Current;
    }

    private static Method<byte[], byte[]> Method(MethodType type, string name) => new(type, "userservice.UserService", name, Bytes, Bytes);
}
