using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;
using ProtoBuf.Meta;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Reads [ProtoInclude]. A derived type travels as its root: the root's own fields, and in one field of a oneof the derived part, which
/// again holds what derives from it.
/// </summary>
internal sealed class InheritanceReader(TypeReader types, CommentBook comments, ProblemList problems)
{
    public static MetaType RootOf(MetaType meta)
    {
        while (meta.BaseType is { } parent)
        {
            meta = parent;
        }

        return meta;
    }

    /// <summary>Adds the oneof of the types that derive from this one.</summary>
    public void AddSubtypes(MetaType meta, DescriptorProto message, FileDescriptorProto file)
    {
        ReportIgnored(meta);
        var subtypes = meta.GetSubtypes().OrderBy(subtype => subtype.FieldNumber).ToList();
        if (subtypes.Count == 0)
        {
            return;
        }

        var names = message.Field.Select(field => LettersOf(field.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        message.OneofDecl.Add(new OneofDescriptorProto { Name = Unused("subtype", names) });
        foreach (var subtype in subtypes)
        {
            var part = types.ReferToPart(subtype.DerivedType, file);
            var name = Unused(Naming.SnakeCase(types.SchemaNameOf(subtype.DerivedType.Type)), names);
            var field = new FieldDescriptorProto
            {
                Name = name,
                Number = subtype.FieldNumber,
                JsonName = Naming.JsonName(name),
                Label = Label.Optional,
                OneofIndex = 0,
            };
            FieldTypeReader.SetMessage(field, part);
            message.Field.Add(field);
        }

        DescribeOrder(meta, message, subtypes[0].FieldNumber);
    }

    // Other languages write fields in the order of their numbers. To keep a field of an abstract base, protobuf-net needs an object, and
    // which one to make it knows only after it has read which derived type comes.
    private void DescribeOrder(MetaType meta, DescriptorProto message, int firstSubtype)
    {
        var type = meta.Type;
        var isAbstract = type.IsAbstract || type.IsInterface;
        if (!isAbstract || meta.BaseType is not null)
        {
            comments.Note(message, "The field that is set in subtype says which C# type it is; without one it is this type.");
            return;
        }

        comments.Note(message, "The field that is set in subtype says which C# type it is. .NET cannot read a message without one.");
        if (message.Field.All(field => field.HasOneofIndex || field.Number > firstSubtype))
        {
            return;
        }

        const string order =
            "In a request, .NET cannot read the other fields before the one of subtype, but other languages write fields in the order of "
            + "their numbers.";
        comments.Note(message, order);
        types.WhenRequested(message, () => problems.Warn(
            ProblemCodes.AbstractBase,
            type,
            "is abstract and part of a request, and protobuf-net cannot read its fields before the derived part: other languages write the "
            + "lower number first, and the call fails with: No parameterless constructor found.",
            "Make the base concrete, or number the [ProtoInclude]s below its fields (which changes the wire), or let the server put the "
            + "derived part first before protobuf-net reads."));
    }

    private void ReportIgnored(MetaType meta)
    {
        var type = meta.Type;
        foreach (var known in IncludedIn(type).Where(known => !type.IsAssignableFrom(known)))
        {
            problems.Warn(
                ProblemCodes.IncludeIgnored,
                type,
                $"has a [ProtoInclude] of {Naming.CSharp(known)}, which does not derive from it: protobuf-net ignores it.",
                "Remove the attribute.");
        }

        if (meta.BaseType is null && type.BaseType is { } parent && !type.IsValueType && NumberedMembersOf(parent) is [_, ..] left)
        {
            problems.Warn(
                ProblemCodes.BaseLeftOut,
                type,
                $"derives from {Naming.CSharp(parent)}, whose {string.Join(", ", left)} protobuf-net does not send: no [ProtoInclude] there "
                + "names this type.",
                "If that is intended, do nothing. Otherwise, move the members here, or add [ProtoInclude] to "
                + $"{Naming.CSharp(parent)}, which changes the wire.");
        }
    }

    // The attribute itself looks the type up by its name, which finds none in an assembly that was loaded from bytes.
    private static IEnumerable<Type> IncludedIn(Type type) => type.GetCustomAttributesData()
        .Where(attribute => attribute.AttributeType == typeof(ProtoIncludeAttribute))
        .Select(attribute => attribute.ConstructorArguments[1].Value)
        .OfType<Type>();

    private static List<string> NumberedMembersOf(Type? type)
    {
        var members = new List<string>();
        for (; type is not null && type != typeof(object); type = type.BaseType)
        {
            members.AddRange(type
                .GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(ContractAttributes.AreOn)
                .Select(member => member.Name));
        }

        return members;
    }

    // car_part and carPart are one name in JSON.
    private static string LettersOf(string name) => name.Replace("_", "", StringComparison.Ordinal);

    private static string Unused(string name, HashSet<string> names)
    {
        while (!names.Add(LettersOf(name)))
        {
            name += "_type";
        }

        return name;
    }
}
