using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>The forms of a name: in C#, in proto, in JSON, and in a file system.</summary>
internal static partial class Naming
{
    public static string PackageOf(string service) => service.LastIndexOf('.') is >= 0 and var dot ? service[..dot] : "";

    public static string SimpleNameOf(string service) => service[(service.LastIndexOf('.') + 1)..];

    /// <summary>The name of a message or enum with a dot before it, as descriptors refer to it.</summary>
    public static string FullName(string package, string name) => package.Length == 0 ? $".{name}" : $".{package}.{name}";

    public static bool IsIdentifier(string name) => Identifier().IsMatch(name);

    /// <summary>The name with an underscore for each letter that proto does not allow: Page`1 → Page_1.</summary>
    public static string ToIdentifier(string name)
    {
        var identifier = NoLetter().Replace(name, "_");
        return char.IsAsciiDigit(identifier[0]) ? $"_{identifier}" : identifier;
    }

    /// <summary>OrderService → order_service.</summary>
    public static string SnakeCase(string name) => WordStart().Replace(name, "_").ToLowerInvariant();

    /// <summary>MyColor → MY_COLOR.</summary>
    public static string UpperSnakeCase(string name) => SnakeCase(ToIdentifier(name)).ToUpperInvariant();

    /// <summary>order_service → OrderService.</summary>
    public static string PascalCase(string name) =>
        string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => $"{char.ToUpperInvariant(part[0])}{part[1..]}"));

    /// <summary>The JSON name that protoc gives: page_size → pageSize.</summary>
    public static string JsonName(string field)
    {
        var json = new StringBuilder(field.Length);
        var upper = false;
        foreach (var letter in field)
        {
            if (letter == '_')
            {
                upper = true;
                continue;
            }

            json.Append(upper ? char.ToUpperInvariant(letter) : letter);
            upper = false;
        }

        return json.ToString();
    }

    /// <summary>The name that protoc gives to the entry message of a map: page_sizes → PageSizesEntry.</summary>
    public static string MapEntry(string field)
    {
        var json = JsonName(field);
        return $"{char.ToUpperInvariant(json[0])}{json[1..]}Entry";
    }

    /// <summary>A type as C# writes it: List&lt;Int32&gt;, not List`1.</summary>
    public static string CSharp(Type type)
    {
        if (type.IsArray)
        {
            return $"{CSharp(type.GetElementType()!)}[]";
        }

        var name = type.IsGenericParameter ? type.Name : (type.FullName ?? type.Name).Split('[')[0].Replace('+', '.');
        return type.IsGenericType
            ? $"{SimpleNameOf(name).Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(CSharp))}>"
            : type.Namespace == nameof(System) ? type.Name : name;
    }

    /// <summary>A type as C# writes it, without namespaces: List&lt;Shelf&gt;.</summary>
    public static string Short(Type type) => Namespace().Replace(CSharp(type), "");

    public static string Where(MemberInfo member) => $"{CSharp(member.DeclaringType!)}.{member.Name}";

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex NoLetter();

    [GeneratedRegex(@"\b(\w+\.)+")]
    private static partial Regex Namespace();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordStart();
}
