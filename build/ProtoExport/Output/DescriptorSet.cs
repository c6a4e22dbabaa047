using CodeFirst.ProtoExport.Routes;
using CodeFirst.ProtoExport.Tools;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace CodeFirst.ProtoExport.Output;

/// <summary>Files and all that they import, imports first, as protoc --include_imports writes it.</summary>
internal static class DescriptorSet
{
    private static readonly Dictionary<string, FileDescriptor> WellKnown = ((FileDescriptor[])
    [
        AnyReflection.Descriptor, ApiReflection.Descriptor, DurationReflection.Descriptor, EmptyReflection.Descriptor,
        FieldMaskReflection.Descriptor, SourceContextReflection.Descriptor, StructReflection.Descriptor, TimestampReflection.Descriptor,
        TypeReflection.Descriptor, WrappersReflection.Descriptor, .. GoogleFiles.All,
    ]).ToDictionary(file => file.Name, StringComparer.Ordinal);

    public static byte[] Bytes(IEnumerable<FileDescriptorProto> files) => Of(files).ToByteArray();

    /// <param name="files">The files, each after those it imports.</param>
    public static FileDescriptorSet Of(IEnumerable<FileDescriptorProto> files)
    {
        var all = files.ToList();
        if (all.Exists(file => file.Dependency.Contains(AnswerFile.Name)))
        {
            all.Insert(0, AnswerFile.Create());
        }

        if (all.Exists(file => file.Dependency.Contains(ToolFile.Name)))
        {
            all.Insert(0, ToolFile.Create());
        }

        var set = new FileDescriptorSet();
        var imports = all.SelectMany(file => file.Dependency).Where(WellKnown.ContainsKey).Distinct().Order(StringComparer.Ordinal);
        set.File.AddRange(imports.SelectMany(import => WithImports(WellKnown[import])).Distinct().Select(file => file.ToProto()));
        set.File.AddRange(all);
        return set;
    }

    private static IEnumerable<FileDescriptor> WithImports(FileDescriptor file) => [.. file.Dependencies.SelectMany(WithImports), file];
}
