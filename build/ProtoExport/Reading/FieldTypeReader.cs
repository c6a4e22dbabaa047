using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading.Bcl;
using Google.Protobuf.Reflection;
using ProtoBuf;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Finds the proto type of one value: of a field, of an item of a list, of a key or value of a map.</summary>
internal sealed class FieldTypeReader(TypeReader types, ProblemList problems)
{
    /// <summary>Sets the type of the field. A type that proto does not have is reported, and the field stays without one.</summary>
    /// <param name="field">The field.</param>
    /// <param name="type">The C# type of one value, not of a list of them, and not nullable.</param>
    /// <param name="format">The format of the value, which in a dictionary is not that of its field.</param>
    /// <param name="form">The form of the whole field.</param>
    /// <param name="file">The file of the message.</param>
    /// <param name="isAbsentWhenZero">Whether a value that is not sent is zero.</param>
    /// <returns>What the proto type does not say, or null.</returns>
    public string? SetType(
        FieldDescriptorProto field, Type type, DataFormat format, FieldForm form, FileDescriptorProto file, bool isAbsentWhenZero = false)
    {
        if (types.SurrogateOf(type) is { } surrogate && !types.IsMessage(surrogate.Type))
        {
            return SetType(field, surrogate.Type, surrogate.Format, form with { Level = surrogate.Level }, file);
        }

        // An old contract asks for the well-known form of one member by its format. That is the form of level 240.
        var level = IsWellKnown(format) && form.Level < CompatibilityLevel.Level240 ? CompatibilityLevel.Level240 : form.Level;
        if (type.IsEnum)
        {
            return SetEnum(field, type, file);
        }

        if (ScalarTypes.Find(type, format) is { } scalar)
        {
            field.Type = scalar;
            return ScalarTypes.NoteOn(type);
        }

        if (BclType.Find(type, level) is { } bcl && format != DataFormat.Group)
        {
            return SetBcl(field, type, bcl, format, file, isAbsentWhenZero);
        }

        if (level >= CompatibilityLevel.Level300 && ScalarTypes.TextOf(type, isAbsentWhenZero) is { } text)
        {
            var isBinary = type == typeof(Guid) && format == DataFormat.FixedSize;
            field.Type = isBinary ? WireType.Bytes : WireType.String;
            return isBinary ? "A UUID as 16 bytes, in the order of its text." : text;
        }

        if (WellKnownType.Find(type) is { } wellKnown && (format == DataFormat.Default || IsWellKnown(format)))
        {
            SetMessage(field, TypeReader.Import(wellKnown, file));
            return null;
        }

        if (types.IsMessage(type))
        {
            if (types.IsGroup(type, format, form))
            {
                ReportUnsupported(form.Where, type, " in a group", reason: null);
                return null;
            }

            SetMessage(field, types.ReferTo(type, file, form));
            return types.SubtypeOf(type) is { } subtype ? $"Always the C# type {subtype}." : null;
        }

        ReportUnsupported(
            form.Where,
            type,
            format == DataFormat.Default ? "" : $" with DataFormat.{format}",
            Trial.OfMember(type, format, form.Level, types.Model));
        return null;
    }

    /// <summary>Sets the type of a field whose value is in a message of its own, so that null is another value than zero.</summary>
    public void SetWrapper(FieldDescriptorProto field, Type type, FieldForm form, FileDescriptorProto file)
    {
        if (WellKnownType.FindWrapper(type) is { } wrapper && form.Format == DataFormat.Default)
        {
            SetMessage(field, TypeReader.Import(wrapper, file));
        }
        else
        {
            ReportUnsupported(form.Where, type, " with [NullWrappedValue]", Trial.OfWrapped(form.Type, form.Level, types.Model));
        }
    }

    /// <summary>Reports a type or form that proto does not have.</summary>
    /// <param name="where">The member.</param>
    /// <param name="type">The type.</param>
    /// <param name="how">The form, with a blank before it.</param>
    /// <param name="reason">What protobuf-net says when it is tried, or null if it takes it.</param>
    public void ReportUnsupported(MemberInfo where, Type type, string how, string? reason) => problems.Add(
        ProblemCodes.UnsupportedType,
        where,
        $"is of type {Naming.CSharp(type)}{how}, {ReasonOf(how, reason)}",
        "Use a number, bool, string, byte[], an enum, a date or time, Guid, decimal, a tuple or a [DataContract], or a List or Dictionary "
        + "of them; or register a surrogate for the type.");

    public static void SetMessage(FieldDescriptorProto field, string name)
    {
        field.Type = WireType.Message;
        field.TypeName = name;
    }

    private static string ReasonOf(string how, string? reason)
    {
        if (reason is not null)
        {
            return $"which protobuf-net refuses: {reason}";
        }

        return how.Contains("group", StringComparison.OrdinalIgnoreCase)
            ? "and proto3 has no groups."
            : "which protobuf-net writes in its own form, which no proto type has.";
    }

#pragma warning disable CS0618 // old contracts may still ask for it, and get what level 240 gives
    private static bool IsWellKnown(DataFormat format) => format == DataFormat.WellKnown;
#pragma warning restore CS0618

    private string? SetEnum(FieldDescriptorProto field, Type type, FileDescriptorProto file)
    {
        if (EnumReader.IntegerOf(type) is { } integer)
        {
            field.Type = integer;
            return EnumReader.NoteOnInteger(type);
        }

        field.Type = WireType.Enum;
        field.TypeName = types.ReferTo(type, file);
        return null;
    }

    private static string SetBcl(
        FieldDescriptorProto field, Type type, BclType bcl, DataFormat format, FileDescriptorProto file, bool isAbsentWhenZero)
    {
        if (format == DataFormat.FixedSize && bcl.Level == CompatibilityLevel.Level240)
        {
            field.Type = WireType.Sfixed64;
            return type == typeof(DateTime)
                ? "A date and time as units of 100 nanoseconds since 1970-01-01T00:00:00."
                : "A time span as units of 100 nanoseconds.";
        }

        SetMessage(field, TypeReader.Import(bcl.Message, file));
        return isAbsentWhenZero && bcl.IsAbsentWhenZero ? $"{bcl.Note} Absent means zero." : bcl.Note;
    }
}
