using System.Reflection;
using CodeFirst.ProtoExport.Reading;
using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Types that are written as another type, which the attribute or the model names, and a static method converts to.</summary>
internal sealed class Surrogates(RuntimeTypeModel model)
{
    /// <summary>What is written in place of a value, or null if it is written itself.</summary>
    public object? ToSurrogate(object value) =>
        SurrogateOf(value.GetType()) is { } surrogate ? Convert(value, surrogate) : null;

    public Type? SurrogateOf(Type type) =>
        type.GetCustomAttribute<ProtoContractAttribute>()?.Surrogate
        ?? model.GetTypes().Cast<MetaType>().Where(meta => meta.Type == type)
            .Select(meta => ModelInternals.SurrogateOf(meta)?.Type).FirstOrDefault();

    /// <summary>Converts with an operator of one of the types, or with a method of the contract.</summary>
    public static object Convert(object value, Type target)
    {
        var types = new[] { value.GetType(), target };
        return types.Concat(types.Where(type => type.Assembly != typeof(object).Assembly).SelectMany(type => type.Assembly.GetTypes()))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .First(method => method.ReturnType == target && method.GetParameters() is [var only] && only.ParameterType == value.GetType())
            .Invoke(null, [value])!;
    }
}
