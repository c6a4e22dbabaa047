using Grpc.Core;
using ProtoBuf.Meta;

// <ProtoExportModel>Corpus.Wire.Configuration</ProtoExportModel>
namespace Corpus;

[Service("corpus.marshallers.v1.TestService")]
public interface ITestService
{
    ValueTask<Note> Get(Json json);
}

[ProtoContract]
public sealed class Note
{
    [ProtoMember(1)]
    public string Text { get; set; } = "";
}

public sealed class Json;

public static class Wire
{
    public static readonly BinderConfiguration Configuration =
        BinderConfiguration.Create([new JsonFactory(), ProtoBufMarshallerFactory.Create(RuntimeTypeModel.Create())]);

    private sealed class JsonFactory : MarshallerFactory
    {
        protected override bool CanSerialize(Type type) => type == typeof(Json);

        protected override byte[] Serialize<T>(T value) => "{}"u8.ToArray();

        protected override T Deserialize<T>(byte[] payload) => Activator.CreateInstance<T>();
    }
}
