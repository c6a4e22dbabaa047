using System.Collections;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CodeFirst.Gateway.Json;

/// <summary>
/// The JSON of the contract's messages. Names are those of the .proto; 64-bit numbers are strings, as proto3 JSON has them; fields that
/// have their default value are left out; characters are escaped as Go does, which the first gateway was written in.
/// </summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>Returns how a message is written and read. Messages are listed in <see cref="MessagesJson"/>.</summary>
    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions
        {
            AllowDuplicateProperties = false,
            Encoder = GoEncoder.Instance,
            TypeInfoResolver = MessagesJson.Default.WithAddedModifier(UseWireForm),
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };
        options.MakeReadOnly();

        return options;
    }

    private static void UseWireForm(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var member = property.AttributeProvider?.GetCustomAttributes(typeof(DataMemberAttribute), inherit: false).SingleOrDefault();
            if (member is not DataMemberAttribute { Name: { } name } data)
            {
                throw new InvalidOperationException($"{type.Type.Name}.{property.Name} has no [DataMember] with a name.");
            }

            property.Name = name;
            property.Order = data.Order;
            if (property.PropertyType == typeof(long))
            {
                property.NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString;
            }

            property.ShouldSerialize = static (_, value) => value switch
            {
                null or "" or 0 or 0L or false => false,
                ICollection items => items.Count > 0,
                _ => true,
            };
        }
    }
}
