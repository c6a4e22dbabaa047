using ProtoBuf.Meta;

// <ProtoExportModel>Corpus.Wire.Model</ProtoExportModel>
namespace Corpus;

[ServiceContract(Name = "corpus.model_nulls.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<ModelNulls> EchoAsync(ModelNulls request, CallContext context = default);
}

/// <summary>Code says that a list may hold null, as protobuf-net 2 had it.</summary>
[ProtoContract]
public sealed class ModelNulls
{
    [ProtoMember(1, Name = "texts")]
    public List<string?> Texts { get; set; } = [];
}

public static class Wire
{
    public static RuntimeTypeModel Model { get; } = Create();

    private static RuntimeTypeModel Create()
    {
        var model = RuntimeTypeModel.Create();
        model.Add(typeof(ModelNulls), true)[1].SupportNull = true;
        return model;
    }
}
