using Google.Protobuf.Reflection;

namespace Corpus;

/// <summary>A class that Google's compiler generated from a .proto of somebody else, which a server takes as it is.</summary>
[Service("corpus.foreign_messages.v1.TestService")]
public interface ITestService
{
    ValueTask<Grpc.Health.V1.HealthCheckResponse> Check(Note note);

    ValueTask<FileDescriptorProto> Describe(Note note);
}

[ProtoContract]
public sealed class Note
{
    [ProtoMember(1)]
    public string Text { get; set; } = "";
}
