using System.Reflection;
using Level = Google.Protobuf.Reflection.MethodOptions.Types.IdempotencyLevel;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Reads what a method promises to callers that retry. It finds the attributes by name, so a contract may declare its own.
/// </summary>
internal static class Idempotency
{
    /// <summary>Returns the strongest promise: a method without side effects is idempotent too.</summary>
    public static Level Of(MethodInfo method)
    {
        var attributes = method.GetCustomAttributesData().Select(attribute => attribute.AttributeType.Name).ToHashSet();
        return attributes.Contains("NoSideEffectsAttribute") ? Level.NoSideEffects
            : attributes.Contains("IdempotentAttribute") ? Level.Idempotent
            : Level.IdempotencyUnknown;
    }
}
