using System.Reflection;
using System.Runtime.Serialization;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using ProtoBuf;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>The files of a contract, one for each proto package, and which of them each type belongs to.</summary>
/// <param name="packageOf">The package of a message or enum.</param>
internal sealed partial class FileBook(Func<Type, string> packageOf)
{
    private readonly Dictionary<string, FileDescriptorProto> _files = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a message only where callers send it.</summary>
    public RequestBook Requests { get; } = new();

    /// <summary>The files in the order of their first use.</summary>
    public IReadOnlyList<FileDescriptorProto> All => [.. _files.Values];

    /// <summary>Which package uses which type.</summary>
    public HashSet<(string Package, Type Type)> Uses { get; } = [];

    public FileDescriptorProto OfPackage(string package)
    {
        if (!_files.TryGetValue(package, out var file))
        {
            // Named by its package until all packages are known.
            file = new FileDescriptorProto { Name = package, Syntax = "proto3", Package = package };
            _files.Add(package, file);
        }

        return file;
    }

    /// <summary>The file of a type that another file uses.</summary>
    public FileDescriptorProto OfType(Type type, FileDescriptorProto user)
    {
        Uses.Add((user.Package, type));
        return OfPackage(packageOf(type));
    }

    /// <summary>The name of a type without its package.</summary>
    public static string SimpleNameOf(Type type, string schemaName) =>
        schemaName.StartsWith('.') && NamedPackageOf(type) is not null ? Naming.SimpleNameOf(schemaName) : schemaName;

    /// <summary>The package that the type itself names, or null.</summary>
    public static string? NamedPackageOf(Type type)
    {
        var name = type.GetCustomAttribute<ProtoContractAttribute>()?.Name;
        if (name is ['.', .. var fullName] && fullName.Contains('.', StringComparison.Ordinal))
        {
            return Naming.PackageOf(fullName);
        }

        // Namespaces made for SOAP are addresses, which say nothing about a package.
        var space = type.GetCustomAttribute<DataContractAttribute>()?.Namespace;
        return space is not null && Package().IsMatch(space) ? space : null;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]
    private static partial Regex Package();
}
