using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Finds the proto type of one value: of a field, of an item of a list, of a key or value of a map.</summary>
internal sealed class FieldTypeReader(TypeReader types, ProblemList problems)
{
    private const string AllowedTypes =
        "Use bool, a number, string, byte[], an enum, a [DataContract], Guid, decimal, TimeSpan, or a List or Dictionary of them; "
        + "DateTime, DateOnly and TimeOnly in a message of the List or Dictionary.";

    /// <summary>Sets the type of the field. A type that proto does not have is reported, and the field stays without one.</summary>
    /// <param name="field">The field.</param>
    /// <param name="type">The C# type of one value, not of a list of them.</param>
    /// <param name="format">The format of the value, which for a dictionary is not that of its field.</param>
    /// <param name="form">The form of the whole field.</param>
    /// <param name="file">The file of the message.</param>
    public void SetType(FieldDescriptorProto field, Type type, DataFormat format, FieldForm form, FileDescriptorProto file)
    {
        if (ScalarTypes.Find(type, format) is { } scalar)
        {
            field.Type = scalar;
        }
        else if (ScalarTypes.FindTextual(type, format) is { } text)
        {
            field.Type = text;
            ReportLevel(form, type, CompatibilityLevel.Level300);
        }
        else if (WellKnownType.Find(type) is { } wellKnown && (format == DataFormat.Default || IsWellKnown(format)))
        {
            SetMessage(field, TypeReader.Import(wellKnown, file));
            if (type.Namespace == nameof(System) && !IsWellKnown(format))
            {
                ReportLevel(form, type, CompatibilityLevel.Level240);
            }
        }
        else if (type.IsEnum && format == DataFormat.Default)
        {
            field.Type = WireType.Enum;
            field.TypeName = types.ReferTo(type, file);
        }
        else if (TypeReader.IsMessage(type) && format == DataFormat.Default)
        {
            SetMessage(field, types.ReferTo(type, file));
        }
        else
        {
            ReportUnsupported(form.Where, type, format == DataFormat.Default ? "" : $" with DataFormat.{format}");
        }
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
            ReportUnsupported(form.Where, type, " with [NullWrappedValue]");
        }
    }

    public void ReportUnsupported(MemberInfo where, Type type, string how) => problems.Add(
        ProblemCodes.UnsupportedType,
        where,
        $"is of type {Naming.CSharp(type)}{how}, which has no proto type that reads the same everywhere.",
        AllowedTypes);

#pragma warning disable CS0618 // old contracts may still ask for it, and get what level 240 gives
    private static bool IsWellKnown(DataFormat format) => format == DataFormat.WellKnown;
#pragma warning restore CS0618

    private static void SetMessage(FieldDescriptorProto field, string name)
    {
        field.Type = WireType.Message;
        field.TypeName = name;
    }

    private void ReportLevel(FieldForm form, Type type, CompatibilityLevel needed)
    {
        if (form.Level < needed)
        {
            problems.Add(
                ProblemCodes.OldCompatibilityLevel,
                form.Where,
                $"is a {type.Name} below compatibility level 300, which only .NET can read.",
                "Add [module: CompatibilityLevel(CompatibilityLevel.Level300)] to the contract.");
        }
    }
}
