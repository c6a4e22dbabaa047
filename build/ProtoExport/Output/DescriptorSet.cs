using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace CodeFirst.ProtoExport.Output;

/// <summary>A file and all that it imports, imports first, as protoc --include_imports writes it.</summary>
internal static class DescriptorSet
{
    private static readonly Dictionary<string, FileDescriptor> WellKnown = new[]
    {
        DurationReflection.Descriptor, EmptyReflection.Descriptor, TimestampReflection.Descriptor,
    }.ToDictionary(file => file.Name, StringComparer.Ordinal);

    public static byte[] Bytes(FileDescriptorProto file) => Of(file).ToByteArray();

    public static FileDescriptorSet Of(FileDescriptorProto file)
    {
        var set = new FileDescriptorSet();
        set.File.AddRange(file.Dependency.Select(import => WellKnown[import].ToProto()));
        set.File.Add(file);
        return set;
    }
}
