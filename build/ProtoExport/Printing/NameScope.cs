using CodeFirst.ProtoExport.Routes;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Printing;

/// <summary>
/// Finds how a type is written inside a message or service so that protoc, which looks from the inside out, finds that very type.
/// </summary>
internal sealed class NameScope
{
    // A type of one of these names would be read as something else.
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "bool", "bytes", "double", "enum", "extend", "extensions", "fixed32", "fixed64", "float", "group", "int32", "int64", "map",
        "message", "oneof", "option", "optional", "repeated", "required", "reserved", "returns", "sfixed32", "sfixed64", "sint32",
        "sint64", "stream", "string", "to", "uint32", "uint64",
    };

    private readonly string _package;
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _scopes = new(StringComparer.Ordinal);

    public NameScope(FileDescriptorProto file)
    {
        _package = file.Package;
        AddPackage(file.Package);
        foreach (var import in file.Dependency.Where(import => import.StartsWith("google/protobuf/", StringComparison.Ordinal)))
        {
            AddPackage("google.protobuf");
        }

        if (file.Dependency.Contains(GoogleFiles.Annotations))
        {
            AddPackage("google.api");
        }

        foreach (var message in file.MessageType)
        {
            var name = Join(_package, message.Name);
            _types.Add(name);
            _types.UnionWith(message.NestedType.Select(entry => Join(name, entry.Name)));
            _types.UnionWith(message.EnumType.Select(@enum => Join(name, @enum.Name)));
        }

        _types.UnionWith(file.EnumType.Select(@enum => Join(_package, @enum.Name)));
        _scopes.UnionWith(_types);

        // Inside a service, protoc finds a method before it finds a message of the same name.
        foreach (var service in file.Service)
        {
            _types.UnionWith(service.Method.Select(method => Join(Join(_package, service.Name), method.Name)));
        }
    }

    /// <summary>A type of another file that this one imports.</summary>
    public void AddForeign(string fullName)
    {
        var name = fullName[1..];
        _types.Add(name);
        _scopes.Add(name);
        AddPackage(Parent(name));
    }

    /// <summary>The shortest name that means the type.</summary>
    /// <param name="fullName">The name with a dot before it.</param>
    /// <param name="user">The message or service that the name is used in.</param>
    public string Shorten(string fullName, string user)
    {
        var name = fullName[1..];
        var inside = Join(_package, user);
        if (Parent(name) == _package)
        {
            var simple = name[(_package.Length == 0 ? 0 : _package.Length + 1)..];
            if (!Keywords.Contains(simple) && Find(simple, inside, _types) == name)
            {
                return simple;
            }
        }

        if (Parent(name) == inside)
        {
            return name[(inside.Length + 1)..];
        }

        // Of a name with dots, the first part decides where protoc looks for the rest.
        var first = name.Split('.')[0];
        return name.Contains('.', StringComparison.Ordinal) && Find(first, inside, _scopes) == first ? name : fullName;
    }

    private static string? Find(string name, string inside, HashSet<string> among)
    {
        for (var scope = inside; ; scope = Parent(scope))
        {
            var candidate = Join(scope, name);
            if (among.Contains(candidate))
            {
                return candidate;
            }

            if (scope.Length == 0)
            {
                return null;
            }
        }
    }

    private void AddPackage(string package)
    {
        for (var scope = package; scope.Length > 0; scope = Parent(scope))
        {
            _scopes.Add(scope);
        }
    }

    private static string Join(string scope, string name) => scope.Length == 0 ? name : name.Length == 0 ? scope : $"{scope}.{name}";

    private static string Parent(string name) => name.LastIndexOf('.') is >= 0 and var dot ? name[..dot] : "";
}
