using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;
using ProtoBuf.Meta;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads one field: its number, its name on the wire, its type, and whether its absence can be seen.</summary>
internal sealed class FieldReader(TypeReader types, CommentBook comments, ProblemList problems)
{
    private const int LastNumber = 536_870_911;

    private readonly FieldTypeReader _fieldTypes = new(types, problems);
    private readonly Presence _presence = new();

    public FieldDescriptorProto Read(ValueMember member, DescriptorProto message, FileDescriptorProto file)
    {
        var field = new FieldDescriptorProto
        {
            Name = member.Name,
            Number = member.FieldNumber,
            JsonName = Naming.JsonName(member.Name),
            Label = Label.Optional,
        };
        ReportNumberAndDefault(member);

        if (CollectionShape.MapOf(member.MemberType) is { } map)
        {
            ReadMap(member, map.Key, map.Value, field, message, file);
        }
        else if (CollectionShape.ItemOf(member.MemberType) is { } item)
        {
            ReadList(member, item, field, file);
        }
        else
        {
            ReadSingle(member, field, file);
        }

        if (Deprecation.IsOn(member.Member))
        {
            (field.Options ??= new FieldOptions()).Deprecated = true;
        }

        return field;
    }

    private void ReadSingle(ValueMember member, FieldDescriptorProto field, FileDescriptorProto file)
    {
        var type = Nullable.GetUnderlyingType(member.MemberType) ?? member.MemberType;
        if (Presence.IsWrapped(member.Member))
        {
            ReadWrapped(member, type, field, file);
            return;
        }

        _fieldTypes.SetType(field, type, member, member.DataFormat, file);
        var hasPresence = _presence.IsNullable(member) || Presence.IsDecidedByAnother(member.Member);
        if (hasPresence && field.HasType && field.Type != WireType.Message)
        {
            field.Proto3Optional = true;
        }

        Note(field, type, isAbsentWhenZero: !hasPresence);
    }

    private void ReadWrapped(ValueMember member, Type type, FieldDescriptorProto field, FileDescriptorProto file)
    {
        var isGroup = member.Member.GetCustomAttribute<NullWrappedValueAttribute>()!.AsGroup;
        if (isGroup || !_presence.IsNullable(member))
        {
            _fieldTypes.ReportUnsupported(member, type, isGroup ? " in a group" : " with [NullWrappedValue] and never null");
            return;
        }

        _fieldTypes.SetWrapper(field, type, member, file);
    }

    private void ReadList(ValueMember member, Type item, FieldDescriptorProto field, FileDescriptorProto file)
    {
        field.Label = Label.Repeated;
        if (ReportItem(member, item, _presence.NullabilityOfItem(member.Member)))
        {
            return;
        }

        if (!ScalarTypes.CanBeItem(item))
        {
            _fieldTypes.ReportUnsupported(member, item, " in a list");
            return;
        }

        _fieldTypes.SetType(field, item, member, member.DataFormat, file);
        Note(field, item, isAbsentWhenZero: false);

        // proto3 packs numbers unless it is told not to, and protobuf-net packs only if it is told to.
        var isNumber = field.HasType && field.Type is not (WireType.Message or WireType.String or WireType.Bytes);
        if (isNumber && !member.IsPacked)
        {
            field.Options = new FieldOptions { Packed = false };
        }
    }

    private void ReadMap(
        ValueMember member, Type key, Type value, FieldDescriptorProto field, DescriptorProto message, FileDescriptorProto file)
    {
        if (ReportItem(member, value, _presence.NullabilityOfItem(member.Member)))
        {
            return;
        }

        if (!ScalarTypes.CanBeMapValue(value))
        {
            _fieldTypes.ReportUnsupported(member, value, " in a map");
            return;
        }

        // What protobuf-net does not treat as a map, such as bool keys, it refuses to read when a key comes twice.
        if (!member.IsMap || ScalarTypes.Find(key, member.MapKeyFormat) is not { } keyType || !ScalarTypes.IsMapKey(keyType))
        {
            problems.Add(
                ProblemCodes.MapKey,
                member.Member,
                $"has keys of type {Naming.CSharp(key)}, which cannot be the keys of a proto map here.",
                "Use string, int, uint, long or ulong as the key, or a List of a message.");
            return;
        }

        var entry = new DescriptorProto { Name = Naming.MapEntry(member.Name), Options = new MessageOptions { MapEntry = true } };
        entry.Field.Add(new FieldDescriptorProto { Name = "key", Number = 1, JsonName = "key", Label = Label.Optional, Type = keyType });
        var valueField = new FieldDescriptorProto { Name = "value", Number = 2, JsonName = "value", Label = Label.Optional };
        _fieldTypes.SetType(valueField, value, member, member.MapValueFormat, file);
        Note(field, value, isAbsentWhenZero: false);
        entry.Field.Add(valueField);
        message.NestedType.Add(entry);

        field.Label = Label.Repeated;
        field.Type = WireType.Message;
        field.TypeName = $"{types.ReferTo(member.ParentType, file)}.{entry.Name}";
    }

    private void Note(FieldDescriptorProto field, Type type, bool isAbsentWhenZero)
    {
        if (ScalarTypes.NoteOn(type, isAbsentWhenZero) is { } note)
        {
            comments.Note(field, note);
        }
    }

    private bool ReportItem(ValueMember member, Type item, NullabilityInfo? nullability)
    {
        if (CollectionShape.IsCollection(item))
        {
            problems.Add(
                ProblemCodes.NestedCollection,
                member.Member,
                "is a collection of collections, which proto does not have.",
                "Put the inner collection into a message.");
            return true;
        }

        if (Nullable.GetUnderlyingType(item) is not null
            || Presence.IsWrapped(member.Member)
            || nullability?.ReadState == NullabilityState.Nullable)
        {
            problems.Add(
                ProblemCodes.NullInCollection,
                member.Member,
                "may hold null, which no proto list or map can.",
                "Take the ? away from the item type.");
            return true;
        }

        return false;
    }

    private void ReportNumberAndDefault(ValueMember member)
    {
        if (member.FieldNumber is < 1 or > LastNumber or (>= 19_000 and <= 19_999))
        {
            problems.Add(
                ProblemCodes.FieldNumber,
                member.Member,
                string.Create(CultureInfo.InvariantCulture, $"has the number {member.FieldNumber}, which proto does not allow."),
                "Use 1 to 536870911, without 19000 to 19999.");
        }

        if (member.Member.GetCustomAttribute<DefaultValueAttribute>() is { } attribute && !InitialValues.IsZero(attribute.Value))
        {
            problems.Add(
                ProblemCodes.DefaultValue,
                member.Member,
                string.Create(CultureInfo.InvariantCulture, $"has [DefaultValue({attribute.Value})]: it is not sent, and zero is read."),
                "Remove it; make the member nullable if its absence means something.");
        }
    }
}
