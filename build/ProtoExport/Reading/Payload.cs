using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>What an rpc carries in one direction.</summary>
/// <param name="Type">The C# type of a whole message.</param>
/// <param name="IsStream">Whether there are any number of messages.</param>
/// <param name="Model">The protobuf-net model that writes and reads it, or null if something else does.</param>
internal sealed record Payload(Type Type, bool IsStream, TypeModel? Model)
{
    /// <summary>Whether the rpc carries nothing.</summary>
    public bool IsEmpty => Type.FullName == "ProtoBuf.Grpc.Internal.Empty";

    /// <summary>Whether this is a piece of what C# calls a Stream.</summary>
    public bool IsPieceOfStream => Type.FullName == "ProtoBuf.Grpc.Internal.BytesValue";
}
