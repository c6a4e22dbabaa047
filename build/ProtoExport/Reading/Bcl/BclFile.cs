using CodeFirst.ProtoExport.Documentation;
using Google.Protobuf.Reflection;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading.Bcl;

/// <summary>
/// The file protobuf-net/bcl.proto, which callers of contracts below compatibility level 300 need. Names and numbers are those of
/// protobuf-net, so that every copy of the file means the same.
/// </summary>
internal static class BclFile
{
    public const string Name = "protobuf-net/bcl.proto";

    private static readonly string[] Scales = ["DAYS", "HOURS", "MINUTES", "SECONDS", "MILLISECONDS", "TICKS"];

    /// <summary>The file, if one of these imports it.</summary>
    public static IEnumerable<FileDescriptorProto> For(IEnumerable<FileDescriptorProto> importers, CommentBook comments) =>
        importers.Any(file => file.Dependency.Contains(Name)) ? [Create(comments)] : [];

    /// <summary>The file with a comment on each message.</summary>
    public static FileDescriptorProto Create(CommentBook comments)
    {
        var file = new FileDescriptorProto { Name = Name, Package = "bcl", Syntax = "proto3" };
        file.MessageType.Add([
            TimeSpan(comments),
            DateTime(comments),
            Message(
                comments,
                "NetObjectProxy",
                "A reference to an object, or an object with its type. No contract uses it today.",
                Field("existingObjectKey", 1, WireType.Int32),
                Field("newObjectKey", 2, WireType.Int32),
                Field("existingTypeKey", 3, WireType.Int32),
                Field("newTypeKey", 4, WireType.Int32),
                Field("typeName", 8, WireType.String),
                Field("payload", 10, WireType.Bytes)),
            Message(
                comments,
                "Guid",
                "A System.Guid. lo and hi are little-endian: their 16 bytes on the wire are those of Guid.ToByteArray(). "
                + "In 00112233-4455-6677-8899-aabbccddeeff, lo is 0x7766554400112233: 00112233, then 4455 shifted left by 32 bits, "
                + "then 6677 by 48 bits. hi is 0xffeeddccbbaa9988: the last eight bytes, the first of them lowest.",
                Field("lo", 1, WireType.Fixed64),
                Field("hi", 2, WireType.Fixed64)),
            Message(
                comments,
                "Decimal",
                "A System.Decimal: (hi * 2^64 + lo) / 10^(signScale / 2), negative if signScale is odd. 12.50 is lo = 1250, signScale = 4; "
                + "-1.5 is lo = 15, signScale = 3.",
                Field("lo", 1, WireType.Uint64),
                Field("hi", 2, WireType.Uint32),
                Field("signScale", 3, WireType.Uint32)),
        ]);
        return file;
    }

    private static DescriptorProto TimeSpan(CommentBook comments)
    {
        var message = Message(
            comments,
            "TimeSpan",
            "A System.TimeSpan: value times the unit that scale names. TICKS are 100 nanoseconds. With MINMAX, value 1 is "
            + "TimeSpan.MaxValue and value -1 is TimeSpan.MinValue.",
            Field("value", 1, WireType.Sint64),
            Field("scale", 2, WireType.Enum, ".bcl.TimeSpan.TimeSpanScale"));
        message.EnumType.Add(Scale());
        return message;
    }

    private static DescriptorProto DateTime(CommentBook comments)
    {
        var message = Message(
            comments,
            "DateTime",
            "A System.DateTime: value times the unit that scale names, since 1970-01-01T00:00:00. TICKS are 100 nanoseconds. With MINMAX, "
            + "value 1 is DateTime.MaxValue and value -1 is DateTime.MinValue, 0001-01-01. .NET writes kind only if it is told to.",
            Field("value", 1, WireType.Sint64),
            Field("scale", 2, WireType.Enum, ".bcl.DateTime.TimeSpanScale"),
            Field("kind", 3, WireType.Enum, ".bcl.DateTime.DateTimeKind"));
        message.EnumType.Add([Scale(), Enum("DateTimeKind", "UNSPECIFIED", "UTC", "LOCAL")]);
        return message;
    }

    private static EnumDescriptorProto Scale()
    {
        var scale = Enum("TimeSpanScale", Scales);
        scale.Value.Add(new EnumValueDescriptorProto { Name = "MINMAX", Number = 15 });
        return scale;
    }

    private static EnumDescriptorProto Enum(string name, params string[] values)
    {
        var @enum = new EnumDescriptorProto { Name = name };
        @enum.Value.Add(values.Select((value, number) => new EnumValueDescriptorProto { Name = value, Number = number }));
        return @enum;
    }

    private static DescriptorProto Message(CommentBook comments, string name, string comment, params FieldDescriptorProto[] fields)
    {
        var message = new DescriptorProto { Name = name };
        message.Field.Add(fields);
        comments.Note(message, comment);
        return message;
    }

    private static FieldDescriptorProto Field(string name, int number, WireType type, string? typeName = null)
    {
        var field = new FieldDescriptorProto
        {
            Name = name,
            Number = number,
            JsonName = Naming.JsonName(name),
            Label = Label.Optional,
            Type = type,
        };
        if (typeName is not null)
        {
            field.TypeName = typeName;
        }

        return field;
    }
}
