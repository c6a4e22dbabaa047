using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>The oneofs that an author wrote. The descriptor has one more for each optional field of proto3.</summary>
internal static class FieldOneof
{
    public static IEnumerable<string> NamesOf(DescriptorProto message) =>
        message.Field.Select(field => NameOf(field, message)).OfType<string>().Distinct(StringComparer.Ordinal);

    public static string? NameOf(FieldDescriptorProto field, DescriptorProto message) =>
        field is { HasOneofIndex: true, Proto3Optional: false } ? message.OneofDecl[field.OneofIndex].Name : null;
}
