using System.Reflection;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Finds messages among the classes that Google's compiler generated, which a server takes as payloads too.</summary>
internal static class GoogleMessages
{
    /// <summary>The message, or null if the class is none, or comes from a .proto of somebody else.</summary>
    public static WellKnownType? Find(Type type) => DescriptorOf(type) is { File.Package: "google.protobuf" } message
        ? new WellKnownType($".{message.FullName}", message.File.Name)
        : null;

    /// <summary>The name of the .proto that the class was generated from, or null if it was not generated.</summary>
    public static string? FileOf(Type type) => DescriptorOf(type)?.File.Name;

    private static MessageDescriptor? DescriptorOf(Type type) =>
        type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as MessageDescriptor;
}
