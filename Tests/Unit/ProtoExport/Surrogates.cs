using System.Reflection;
using ProtoBuf;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Types that are written as another type, which the attribute names and an operator converts to.</summary>
internal static class Surrogates
{
    /// <summary>What is written in place of a message, or null if it is written itself.</summary>
    public static object? ToSurrogate(object message) =>
        SurrogateOf(message.GetType()) is { } surrogate ? Convert(message, surrogate) : null;

    public static Type? SurrogateOf(Type type) => type.GetCustomAttribute<ProtoContractAttribute>()?.Surrogate;

    public static object Convert(object value, Type target)
    {
        var types = new[] { value.GetType(), target };
        return types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .First(method => method.Name is "op_Implicit" or "op_Explicit" && method.ReturnType == target)
            .Invoke(null, [value])!;
    }
}
