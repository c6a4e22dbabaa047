using System.Reflection;
using Google.Api;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Routes;

/// <summary>The files of Google that declare google.api.http: in descriptor sets as descriptors, and as text beside a .proto that has rules.</summary>
internal static class GoogleFiles
{
    public const string Annotations = "google/api/annotations.proto";
    public const string Http = "google/api/http.proto";
    public const string Descriptor = "google/protobuf/descriptor.proto";

    /// <summary>The descriptors, each after those it imports.</summary>
    public static IReadOnlyList<FileDescriptor> All { get; } =
        [FileDescriptor.DescriptorProtoFileDescriptor, HttpReflection.Descriptor, AnnotationsReflection.Descriptor];

    /// <summary>The text of a file as Google publishes it, from the package Google.Api.CommonProtos.</summary>
    public static byte[] Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
