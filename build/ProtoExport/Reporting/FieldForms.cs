using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using CodeFirst.ProtoExport.Reading;
using Google.Protobuf.Reflection;
using ProtoBuf;
using Label = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Label;
using WireType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace CodeFirst.ProtoExport.Reporting;

/// <summary>Counts which C# types became which types of proto.</summary>
internal static class FieldForms
{
    /// <summary>A line for each pair, the most frequent first.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ContractFile> contracts) =>
    [
        .. contracts.SelectMany(FormsIn)
            .GroupBy(form => form)
            .OrderByDescending(form => form.Count())
            .ThenBy(form => form.Key.CSharp, StringComparer.Ordinal)
            .Select(form => string.Create(CultureInfo.InvariantCulture, $"{form.Count(),5} {form.Key.CSharp}: {form.Key.Proto}")),
    ];

    private static IEnumerable<(string CSharp, string Proto)> FormsIn(ContractFile contract)
    {
        foreach (var message in contract.Descriptor.MessageType)
        {
            foreach (var field in message.Field)
            {
                if (contract.Comments.MemberOf(field) is { } member && TypeOf(member) is { } type)
                {
                    yield return (CSharp(type), Proto(field, message, contract.Descriptor.Package));
                }
            }
        }
    }

    private static Type? TypeOf(MemberInfo member) => member switch
    {
        PropertyInfo property => property.PropertyType,
        FieldInfo field => field.FieldType,
        _ => null,
    };

    private static string CSharp(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{CSharp(value)}?";
        }

        if (type.IsEnum)
        {
            return type.IsDefined(typeof(FlagsAttribute)) ? "[Flags] enum" : "enum";
        }

        if (type.IsDefined(typeof(DataContractAttribute)) || type.IsDefined(typeof(ProtoContractAttribute)))
        {
            return "message";
        }

        return type switch
        {
            { IsArray: true } when type != typeof(byte[]) => $"{CSharp(type.GetElementType()!)}[]",
            { IsGenericType: true } =>
                $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(CSharp))}>",
            _ => Naming.CSharp(type),
        };
    }

    private static string Proto(FieldDescriptorProto field, DescriptorProto message, string package)
    {
        if (!field.HasType)
        {
            return "refused";
        }

        var entry = message.NestedType.FirstOrDefault(nested =>
            nested.Options is { MapEntry: true } && field.TypeName.EndsWith($".{message.Name}.{nested.Name}", StringComparison.Ordinal));
        if (entry is not null)
        {
            return $"map<{Type(entry.Field[0], package)}, {Type(entry.Field[1], package)}>";
        }

        var presence = field.Label == Label.Repeated ? "repeated " : field.Proto3Optional ? "optional " : "";
        return presence + Type(field, package);
    }

    private static string Type(FieldDescriptorProto field, string package) => field.Type switch
    {
        WireType.Enum => "enum",
        WireType.Message when IsForeign(field.TypeName) => field.TypeName[1..],
        WireType.Message => package.Length == 0 || field.TypeName.StartsWith($".{package}.", StringComparison.Ordinal)
            ? "message"
            : "message of another package",
        _ => field.Type.ToString().ToLowerInvariant(),
    };

    private static bool IsForeign(string type) =>
        type.StartsWith(".google.", StringComparison.Ordinal) || type.StartsWith(".bcl.", StringComparison.Ordinal);
}
