using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;
using ProtoBuf.Meta;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads one field: its number, its name on the wire, its type, and whether its absence can be seen.</summary>
internal sealed class FieldReader(TypeReader types, ProblemList problems)
{
    private const int LastNumber = 536_870_911;
    private const string AllowedTypes =
        "Use bool, int, uint, long, ulong, float, double, string, byte[], an enum, a [DataContract], DateTime, TimeSpan, "
        + "or a List or Dictionary of them.";

    private readonly NullabilityInfoContext _nullability = new();

    public FieldDescriptorProto Read(ValueMember member, DescriptorProto message)
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
            ReadMap(member, map.Key, map.Value, field, message);
        }
        else if (CollectionShape.ItemOf(member.MemberType) is { } item)
        {
            ReadList(member, item, field);
        }
        else
        {
            ReadSingle(member, field);
        }

        return field;
    }

    private void ReadSingle(ValueMember member, FieldDescriptorProto field)
    {
        var underlying = Nullable.GetUnderlyingType(member.MemberType);
        SetType(field, underlying ?? member.MemberType, member, member.DataFormat);

        var nullable = underlying is not null || NullabilityOf(member.Member)?.ReadState == NullabilityState.Nullable;
        if (nullable && field.HasType && field.Type != WireType.Message)
        {
            field.Proto3Optional = true;
        }
    }

    private void ReadList(ValueMember member, Type item, FieldDescriptorProto field)
    {
        field.Label = Label.Repeated;
        var nullability = NullabilityOf(member.Member);
        ReportItem(member, item, nullability?.ElementType ?? nullability?.GenericTypeArguments.FirstOrDefault());
        SetType(field, item, member, member.DataFormat);

        // proto3 packs numbers unless it is told not to, and protobuf-net packs only if it is told to.
        var isNumber = field.HasType && field.Type is not (WireType.Message or WireType.String or WireType.Bytes);
        if (isNumber && !member.IsPacked)
        {
            field.Options = new FieldOptions { Packed = false };
        }
    }

    private void ReadMap(ValueMember member, Type key, Type value, FieldDescriptorProto field, DescriptorProto message)
    {
        if (ReportItem(member, value, NullabilityOf(member.Member)?.GenericTypeArguments.LastOrDefault()))
        {
            return;
        }

        // What protobuf-net does not treat as a map, such as bool keys, it refuses to read when a key comes twice.
        if (!member.IsMap || ScalarTypes.Find(key, member.MapKeyFormat) is not { } keyType || !ScalarTypes.IsMapKey(keyType))
        {
            problems.Add(
                ProblemCodes.MapKey,
                Naming.Where(member.Member),
                $"has keys of type {Naming.CSharp(key)}, which cannot be the keys of a proto map here.",
                "Use string, int, uint, long or ulong as the key, or a List of a message.");
            return;
        }

        var entry = new DescriptorProto { Name = Naming.MapEntry(member.Name), Options = new MessageOptions { MapEntry = true } };
        entry.Field.Add(new FieldDescriptorProto { Name = "key", Number = 1, JsonName = "key", Label = Label.Optional, Type = keyType });
        var valueField = new FieldDescriptorProto { Name = "value", Number = 2, JsonName = "value", Label = Label.Optional };
        SetType(valueField, value, member, member.MapValueFormat);
        entry.Field.Add(valueField);
        message.NestedType.Add(entry);

        field.Label = Label.Repeated;
        field.Type = WireType.Message;
        field.TypeName = $"{types.ReferTo(member.Member.DeclaringType!)}.{entry.Name}";
    }

    private void SetType(FieldDescriptorProto field, Type type, ValueMember member, DataFormat format)
    {
        if (CollectionShape.IsCollection(type))
        {
            return;
        }

        if (ScalarTypes.Find(type, format) is { } scalar)
        {
            field.Type = scalar;
        }
        else if (type == typeof(DateTime) || type == typeof(TimeSpan))
        {
            field.Type = WireType.Message;
            field.TypeName = types.Import(type == typeof(DateTime) ? WellKnownType.Timestamp : WellKnownType.Duration);
            ReportLevel(member, type);
        }
        else if (type.IsEnum && format == DataFormat.Default)
        {
            field.Type = WireType.Enum;
            field.TypeName = types.ReferTo(type);
        }
        else if (TypeReader.IsMessage(type) && format == DataFormat.Default)
        {
            field.Type = WireType.Message;
            field.TypeName = types.ReferTo(type);
        }
        else
        {
            var how = format == DataFormat.Default ? "" : $" with DataFormat.{format}";
            problems.Add(
                ProblemCodes.UnsupportedType,
                Naming.Where(member.Member),
                $"is of type {Naming.CSharp(type)}{how}, which has no proto type that reads the same everywhere.",
                AllowedTypes);
        }
    }

    private void ReportLevel(ValueMember member, Type type)
    {
        if (member.CompatibilityLevel < CompatibilityLevel.Level300)
        {
            problems.Add(
                ProblemCodes.OldCompatibilityLevel,
                Naming.Where(member.Member),
                $"is a {type.Name} below compatibility level 300, which only .NET can read.",
                "Add [module: CompatibilityLevel(CompatibilityLevel.Level300)] to the contract.");
        }
    }

    private bool ReportItem(ValueMember member, Type item, NullabilityInfo? nullability)
    {
        if (CollectionShape.IsCollection(item))
        {
            problems.Add(
                ProblemCodes.NestedCollection,
                Naming.Where(member.Member),
                "is a collection of collections, which proto does not have.",
                "Put the inner collection into a message.");
            return true;
        }

        if (Nullable.GetUnderlyingType(item) is not null || nullability?.ReadState == NullabilityState.Nullable)
        {
            problems.Add(
                ProblemCodes.NullInCollection,
                Naming.Where(member.Member),
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
                Naming.Where(member.Member),
                string.Create(CultureInfo.InvariantCulture, $"has the number {member.FieldNumber}, which proto does not allow."),
                "Use 1 to 536870911, without 19000 to 19999.");
        }

        if (member.Member.GetCustomAttribute<DefaultValueAttribute>() is { } attribute && !InitialValues.IsZero(attribute.Value))
        {
            problems.Add(
                ProblemCodes.DefaultValue,
                Naming.Where(member.Member),
                string.Create(CultureInfo.InvariantCulture, $"has [DefaultValue({attribute.Value})]: it is not sent, and zero is read."),
                "Remove it; make the member nullable if its absence means something.");
        }
    }

    private NullabilityInfo? NullabilityOf(MemberInfo member) => member switch
    {
        PropertyInfo property => _nullability.Create(property),
        FieldInfo field => _nullability.Create(field),
        _ => null,
    };
}
