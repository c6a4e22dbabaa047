using System.Reflection;
using System.Runtime.CompilerServices;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Makes a message as protobuf-net does before it reads into it.</summary>
internal static class NewMessage
{
    /// <summary>A new message, null if none runs a constructor, or why none can be made.</summary>
    public static (object? Message, string? Failure) Of(MetaType meta)
    {
        var type = meta.Type;
        if (type.IsInterface || type.IsAbstract)
        {
            // The constructor of an abstract base runs in every type that derives from it.
            var derived = meta.GetSubtypes().Select(subtype => subtype.DerivedType).FirstOrDefault();
            return derived is null ? (null, null) : Of(derived);
        }

        if (!meta.UseConstructor)
        {
            return (null, null);
        }

        try
        {
            return (Activator.CreateInstance(type, nonPublic: true), null);
        }
        catch (Exception failure) when (failure is MissingMethodException or MemberAccessException or TargetInvocationException)
        {
            return (null, (failure.InnerException ?? failure).Message);
        }
    }

    /// <summary>A message of the type that can be written, without running a constructor if it has none.</summary>
    public static object Bare(Type type) => RuntimeHelpers.GetUninitializedObject(type);
}
