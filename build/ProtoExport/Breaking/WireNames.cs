using System.Globalization;
using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Breaking;

/// <summary>Names a break as its author knows it: the C# member first, then the element of the wire.</summary>
/// <param name="memberOf">The C# member that a declaration of the current contract comes from, if it is known.</param>
internal sealed class WireNames(Func<IMessage, MemberInfo?> memberOf)
{
    public WireName Of(IMessage declaration, string wireName) =>
        memberOf(declaration) is { } member ? new WireName($"{DocumentationId.NameOf(member)} ({wireName})", member) : wireName;

    /// <summary>A member that is gone is found by the type it was in.</summary>
    public WireName OfGone(IMessage owner, string wireName, int number) =>
        Of(owner, string.Create(CultureInfo.InvariantCulture, $"{wireName} = {number}"));

    public WireName OfField(Declared<DescriptorProto> message, FieldDescriptorProto field)
    {
        // The entry of a map is written nowhere in C#: the field is.
        if (message is { Proto.Options.MapEntry: true, Parent: { } parent })
        {
            var map = parent.Field.FirstOrDefault(candidate => candidate.TypeName == $".{message.FullName}");
            var owner = message.FullName[..message.FullName.LastIndexOf('.')];
            return map is null ? message.FullName : Of(map, $"{owner}.{map.Name}, {field.Name} of the map");
        }

        return Of(field, $"{message.FullName}.{field.Name}");
    }
}
