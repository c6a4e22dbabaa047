using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads one enum: zero first, as proto3 asks, then by number.</summary>
internal sealed class EnumReader(CommentBook comments, ProblemList problems)
{
    public void Read(Type type, EnumDescriptorProto @enum, string fullName)
    {
        comments.Describe(@enum, type, @enum.Name);
        if (Deprecation.IsOn(type))
        {
            @enum.Options = new EnumOptions { Deprecated = true };
        }

        var values = type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (Field: field, Name: NameOf(field), Number: NumberOf(field)))
            .OrderBy(value => value.Number != 0)
            .ThenBy(value => value.Number)
            .ToList();
        Report(type, values);

        var reservations = new Reservations(type, fullName, (int.MinValue, int.MaxValue), comments, problems);
        reservations.AddTo(@enum);

        foreach (var (field, name, number) in values.Where(value => value.Number is >= int.MinValue and <= int.MaxValue))
        {
            var value = new EnumValueDescriptorProto { Name = name, Number = (int)number };
            @enum.Value.Add(value);
            comments.Describe(value, field, name);
            ReportReserved(field, value, reservations);
            if (Deprecation.IsOn(field))
            {
                value.Options = new EnumValueOptions { Deprecated = true };
            }
        }
    }

    private static string NameOf(FieldInfo field) =>
        field.GetCustomAttribute<ProtoEnumAttribute>()?.Name is { Length: > 0 } protoName
            ? protoName
            : field.GetCustomAttribute<EnumMemberAttribute>()?.Value ?? field.Name;

    // Decimal holds every value of every integer type.
    private static decimal NumberOf(FieldInfo field) => Convert.ToDecimal(field.GetRawConstantValue(), CultureInfo.InvariantCulture);

    private void ReportReserved(FieldInfo field, EnumValueDescriptorProto value, Reservations reservations)
    {
        if (reservations.Contain(value.Number) || reservations.Contain(value.Name))
        {
            problems.Add(
                ProblemCodes.EnumReserved,
                field,
                string.Create(CultureInfo.InvariantCulture, $"uses the number {value.Number} or the name {value.Name}, which is reserved."),
                "Give it a number and a name that were never used.");
        }
    }

    private void Report(Type type, IReadOnlyCollection<(FieldInfo Field, string Name, decimal Number)> values)
    {
        if (values.All(value => value.Number != 0))
        {
            problems.Add(
                ProblemCodes.EnumWithoutZero,
                type,
                "has no value 0, which proto3 reads when nothing is sent.",
                "Add Unspecified = 0.");
        }

        if (type.IsDefined(typeof(FlagsAttribute)))
        {
            problems.Add(
                ProblemCodes.EnumFlags,
                type,
                "has [Flags], and a proto enum holds one of its values, not a sum of them.",
                "Use a list of the enum, or a uint field instead.");
        }

        foreach (var alias in values.GroupBy(value => value.Number).SelectMany(group => group.Skip(1)))
        {
            problems.Add(
                ProblemCodes.EnumAlias,
                alias.Field,
                string.Create(CultureInfo.InvariantCulture, $"is a second name for {alias.Number}."),
                "Keep one name for each number.");
        }

        foreach (var outside in values.Where(value => value.Number is < int.MinValue or > int.MaxValue))
        {
            problems.Add(
                ProblemCodes.EnumRange,
                outside.Field,
                string.Create(CultureInfo.InvariantCulture, $"is {outside.Number}, and a proto enum value is an int32."),
                "Use a smaller number, or a long field instead of the enum.");
        }
    }
}
