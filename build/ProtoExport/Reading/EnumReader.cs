using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads one enum: zero first, as proto3 asks, then by number.</summary>
internal sealed class EnumReader(CommentBook comments, ProblemList problems)
{
    /// <summary>The name of the enum in proto.</summary>
    public static string NameOf(Type type) =>
        type.GetCustomAttribute<ProtoContractAttribute>()?.Name is { Length: > 0 } name
            ? name
            : type.GetCustomAttribute<DataContractAttribute>()?.Name ?? type.Name;

    /// <summary>The integer that stands for an enum that proto has not: one of flags, or with values beyond an int32. Null for others.</summary>
    public static WireType? IntegerOf(Type type) =>
        type.IsDefined(typeof(FlagsAttribute)) || FieldsOf(type).Any(field => NumberOf(field) is < int.MinValue or > int.MaxValue)
            ? NumberOf(type)
            : null;

    /// <summary>The integer that an enum is on the wire.</summary>
    public static WireType NumberOf(Type type) => ScalarTypes.Find(Enum.GetUnderlyingType(type), DataFormat.Default)!.Value;

    /// <summary>Which values the integer has.</summary>
    public static string NoteOnInteger(Type type)
    {
        var values = FieldsOf(type).OrderBy(NumberOf).Select(field => string.Create(
            CultureInfo.InvariantCulture, $"{ExplicitNameOf(field) ?? field.Name} = {NumberOf(field)}"));
        var what = type.IsDefined(typeof(FlagsAttribute)) ? "The sum of flags of" : "A value of";
        return $"{what} {NameOf(type)}: {string.Join(", ", values)}.";
    }

    public void Read(Type type, EnumDescriptorProto @enum, string fullName)
    {
        comments.Describe(@enum, type, @enum.Name);
        if (Deprecation.IsOn(type))
        {
            @enum.Options = new EnumOptions { Deprecated = true };
        }

        var values = FieldsOf(type).OrderBy(field => NumberOf(field) != 0).ThenBy(NumberOf).ToList();
        var names = new EnumValueNames(@enum.Name, values.Select(ExplicitNameOf).OfType<string>());
        if (values.Count == 0 || NumberOf(values[0]) != 0)
        {
            var zero = new EnumValueDescriptorProto { Name = names.Of("Unspecified", 0), Number = 0 };
            @enum.Value.Add(zero);
            comments.Note(zero, "What is read when nothing is sent. The C# enum has no name for it.");
        }

        if (values.DistinctBy(NumberOf).Count() < values.Count)
        {
            (@enum.Options ??= new EnumOptions()).AllowAlias = true;
        }

        var reservations = new Reservations(type, fullName, (int.MinValue, int.MaxValue), comments, problems);
        reservations.AddTo(@enum);
        foreach (var field in values)
        {
            var number = (int)NumberOf(field);
            var value = new EnumValueDescriptorProto { Name = ExplicitNameOf(field) ?? names.Of(field.Name, number), Number = number };
            @enum.Value.Add(value);
            comments.Describe(value, field, value.Name);
            ReportReserved(field, value, reservations);
            if (Deprecation.IsOn(field))
            {
                value.Options = new EnumValueOptions { Deprecated = true };
            }
        }
    }

    private static FieldInfo[] FieldsOf(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static);

    private static string? ExplicitNameOf(FieldInfo field) =>
        field.GetCustomAttribute<ProtoEnumAttribute>()?.Name is { Length: > 0 } protoName
            ? protoName
            : field.GetCustomAttribute<EnumMemberAttribute>()?.Value;

    // Decimal holds every value of every integer type.
    private static decimal NumberOf(FieldInfo field) => Convert.ToDecimal(field.GetRawConstantValue(), CultureInfo.InvariantCulture);

    private void ReportReserved(FieldInfo field, EnumValueDescriptorProto value, Reservations reservations)
    {
        if (reservations.Contain(value.Number) || reservations.Contain(value.Name) || reservations.Contain(field.Name))
        {
            problems.Add(
                ProblemCodes.EnumReserved,
                field,
                string.Create(CultureInfo.InvariantCulture, $"uses the number {value.Number} or the name {value.Name}, which is reserved."),
                "Give it a number and a name that were never used.");
        }
    }
}
