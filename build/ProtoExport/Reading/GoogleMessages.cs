using System.Reflection;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Finds the messages that protobuf defines among the classes of Google.Protobuf, which a server takes as payloads too.</summary>
internal static class GoogleMessages
{
    /// <summary>The message, or null if the class is none, or comes from a .proto of somebody else.</summary>
    public static WellKnownType? Find(Type type) =>
        type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is MessageDescriptor message
        && message.File.Package == "google.protobuf"
            ? new WellKnownType($".{message.FullName}", message.File.Name)
            : null;
}
