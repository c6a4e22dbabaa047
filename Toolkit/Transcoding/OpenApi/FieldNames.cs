using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>How fields are spelled in JSON and in queries.</summary>
/// <param name="usesProtoNames">Whether as in the .proto, or as the JSON mapping spells them.</param>
internal sealed class FieldNames(bool usesProtoNames)
{
    public string Of(FieldDescriptor field) => usesProtoNames ? field.Name : field.JsonName;
}
