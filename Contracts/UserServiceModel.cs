using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.Contracts;

/// <summary>Serializes the messages of <see cref="IUserService"/> with code generated at compile time, also in native code.</summary>
[ProtoModel]
[UnconditionalSuppressMessage(
    "Trimming", "IL2095", Justification = "Between IProtoInput and TypeModel, both of protobuf-net; nothing reflects on T.")]
public sealed partial class UserServiceModel : TypeModel, IProtoInput<ReadOnlySequence<byte>>
{
    // protobuf-net reports bad bytes with exceptions of many types, and gRPC would turn them into UNKNOWN on a server, and into
    // UNAVAILABLE, which callers repeat, on a client. The gRPC status table says INTERNAL. The generated marshallers of both
    // sides read through this interface. CodeFirst.Hosting and CodeFirst.Calling see to it for any model; this is for callers that
    // use UserServiceClientFactory on a channel of their own.
    [UnconditionalSuppressMessage(
        "Trimming", "IL2091", Justification = "The serializers are generated at compile time; nothing reflects on T.")]
    T IProtoInput<ReadOnlySequence<byte>>.Deserialize<T>(ReadOnlySequence<byte> source, T value, object? userState)
    {
        try
        {
            return Deserialize(source, value, userState);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw new RpcException(new Status(
                StatusCode.Internal, $"The bytes received are not a protobuf message of the type {typeof(T).Name}.", exception));
        }
    }
}
