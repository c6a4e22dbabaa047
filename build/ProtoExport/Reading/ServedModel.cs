using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>How a server of the contract binds methods and serializes messages.</summary>
/// <param name="Configuration">What the server binds with.</param>
internal sealed record ServedModel(BinderConfiguration Configuration)
{
    /// <summary>
    /// That of a server which sets up nothing. The model is a new one: what the process or an earlier contract did to the default
    /// model must not show.
    /// </summary>
    public static ServedModel New() => Of(RuntimeTypeModel.Create());

    /// <summary>That of a server which has a model of its own.</summary>
    public static ServedModel Of(TypeModel model) =>
        new(BinderConfiguration.Create([ProtoBufMarshallerFactory.Create(model), ProtoBufMarshallerFactory.GoogleProtobuf]));
}
