using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Names messages and enums as protobuf-net does. Their names are not on the wire, so two of one name in a package get different ones.
/// </summary>
internal sealed class TypeNames(ContractModel model, ProblemList problems)
{
    private readonly Dictionary<(string Package, string Name), Type> _owners = [];

    /// <summary>The name of a type without its package, which no other type of the file has.</summary>
    public string Of(Type type, FileDescriptorProto file)
    {
        var wanted = FileBook.SimpleNameOf(type, type.IsEnum ? EnumReader.NameOf(type) : SchemaNameOf(type));
        var name = Naming.ToIdentifier(wanted);
        var isTaken = IsUsed(name, file);
        if (isTaken && _owners.TryGetValue((file.Package, name), out var owner) && ContractAttributes.Name(owner) && ContractAttributes.Name(type))
        {
            problems.Add(
                ProblemCodes.SameTypeName,
                type,
                $"has the same proto name as {Naming.CSharp(owner)}: {name}.",
                "Give one of them another name with [DataContract(Name = \"...\")].");
        }
        else if (isTaken)
        {
            name = Unused(Candidates(type, name).FirstOrDefault(candidate => !IsUsed(candidate, file), name), file);
        }

        if (name != wanted)
        {
            problems.Warn(
                ProblemCodes.Renamed,
                type,
                $"is {name} in the .proto: {wanted} is {(isTaken ? "taken there" : "not a valid name there")}.",
                "To choose another name, use [DataContract(Name = \"...\")].");
        }

        _owners.TryAdd((file.Package, name), type);
        return name;
    }

    /// <summary>The name, or that name with a number if another type of the file has it.</summary>
    public static string Unused(string name, FileDescriptorProto file)
    {
        var candidate = name;
        for (var number = 2; IsUsed(candidate, file); number++)
        {
            candidate = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}_{number}");
        }

        return candidate;
    }

    /// <summary>Whether a message, enum or service of the file has the name.</summary>
    public static bool IsTaken(string name, FileDescriptorProto file) =>
        file.MessageType.Any(message => message.Name == name)
        || file.EnumType.Any(@enum => @enum.Name == name)
        || file.Service.Any(service => service.Name == name);

    /// <summary>The name of any type as part of another name: Int32, Order, List_Order.</summary>
    public string PartOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"Nullable_{PartOf(value)}";
        }

        var name = type.IsArray
            ? $"Array_{PartOf(type.GetElementType()!)}"
            : type.IsEnum ? EnumReader.NameOf(type)
            : !CollectionShape.IsCollection(type) && model.IsMessage(type) ? SchemaNameOf(type)
            : type.IsGenericType ? $"{type.Name.Split('`')[0]}_{string.Join('_', type.GenericTypeArguments.Select(PartOf))}"
            : type.Name;
        return Naming.ToIdentifier(Naming.SimpleNameOf(name));
    }

    // Of a tuple nothing is asked of the model, which would fix its level.
    private string SchemaNameOf(Type type) => type.IsGenericType && !ContractAttributes.Name(type)
        ? $"{type.Name.Split('`')[0]}_{string.Join('_', type.GenericTypeArguments.Select(PartOf))}"
        : ModelInternals.TupleOf(type) is not null ? type.Name : model.Find(type, null)?.GetSchemaTypeName() ?? type.Name;

    private static bool IsUsed(string name, FileDescriptorProto file) => IsTaken(name, file) || EnumReader.IsValue(name, file);

    // Outer_Inner, and Stock_Item for Shop.Stock.Item.
    private static IEnumerable<string> Candidates(Type type, string name)
    {
        var parts = (type.FullName ?? type.Name).Split('`')[0].Split('.', '+').SkipLast(1).Reverse();
        foreach (var part in parts)
        {
            name = Naming.ToIdentifier($"{part}_{name}");
            yield return name;
        }
    }
}
