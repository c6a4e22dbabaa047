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
internal sealed class EnumReader(CommentBook comments, ProblemList problems, EnumNameForm form)
{
    // The names that authors gave, which are not changed for one another.
    private readonly HashSet<(string Package, string Name)> _given = [];

    /// <summary>The name of the enum in proto.</summary>
    public static string NameOf(Type type) =>
        type.GetCustomAttribute<ProtoContractAttribute>()?.Name is { Length: > 0 } name
            ? name
            : type.GetCustomAttribute<DataContractAttribute>()?.Name ?? type.Name;

    /// <summary>
    /// The integer that stands for an enum that proto does not have: one of flags, or with values beyond an int32. Null for others.
    /// </summary>
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

    /// <summary>Whether an enum value of the file has the name. A value is a sibling of its enum, not a child.</summary>
    public static bool IsValue(string name, FileDescriptorProto file) =>
        file.EnumType.Any(@enum => @enum.Value.Any(value => value.Name == name));

    public void Read(Type type, EnumDescriptorProto @enum, FileDescriptorProto file)
    {
        comments.Describe(@enum, type, @enum.Name);
        if (Deprecation.IsOn(type))
        {
            @enum.Options = new EnumOptions { Deprecated = true };
        }

        var values = FieldsOf(type).OrderBy(field => NumberOf(field) != 0).ThenBy(NumberOf).ToList();
        var names = new EnumValueNames(
            @enum.Name, form, values.Select(ExplicitNameOf).OfType<string>(), name => TypeNames.IsTaken(name, file) || IsValue(name, file));
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

        var fullName = Naming.FullName(file.Package, @enum.Name);
        var reservations = new Reservations(type, fullName, (int.MinValue, int.MaxValue), comments, problems);
        reservations.AddTo(@enum);
        foreach (var field in values)
        {
            var number = (int)NumberOf(field);
            var value = new EnumValueDescriptorProto { Name = NameOf(field, number, names, file), Number = number };
            @enum.Value.Add(value);
            comments.Describe(value, field, value.Name);
            ReportReserved(field, value, reservations);
            if (Deprecation.IsOn(field))
            {
                value.Options = new EnumValueOptions { Deprecated = true };
            }
        }
    }

    private string NameOf(FieldInfo field, int number, EnumValueNames names, FileDescriptorProto file)
    {
        var given = ExplicitNameOf(field);
        if (given is not null && CanKeep(given, file))
        {
            _given.Add((file.Package, given));
            return given;
        }

        var name = names.Of(field.Name, number);
        var wanted = given ?? names.Wanted(field.Name);
        if (name != wanted)
        {
            problems.Warn(
                ProblemCodes.MemberRenamed,
                field,
                $"is {name} in the .proto: {wanted} is {(Naming.IsIdentifier(wanted) ? "taken there" : "not a valid name there")}.",
                "To choose another name, use [EnumMember(Value = \"...\")].");
        }

        return name;
    }

    private bool CanKeep(string given, FileDescriptorProto file) => Naming.IsIdentifier(given)
        && !TypeNames.IsTaken(given, file)
        && (!IsValue(given, file) || _given.Contains((file.Package, given)));

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
