using System.Reflection;
using System.Runtime.Serialization;
using System.Text.RegularExpressions;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>The files of a contract, one for each proto package, and which of them each type belongs to.</summary>
internal sealed partial class FileBook
{
    private readonly Dictionary<string, FileDescriptorProto> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _packagesByNamespace = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, FileDescriptorProto> _owners = [];
    private readonly HashSet<Type> _guessed = [];
    private readonly ProblemList _problems;

    /// <param name="services">The service contracts and their full proto names.</param>
    /// <param name="problems">Where to tell what is wrong.</param>
    public FileBook(IReadOnlyList<(Type Contract, string Name)> services, ProblemList problems)
    {
        _problems = problems;
        foreach (var space in services.GroupBy(service => service.Contract.Namespace ?? "", service => Naming.PackageOf(service.Name)))
        {
            if (space.Distinct(StringComparer.Ordinal).ToList() is [var only])
            {
                _packagesByNamespace.Add(space.Key, only);
            }
        }
    }

    /// <summary>What is wrong with a message only where callers send it.</summary>
    public RequestBook Requests { get; } = new();

    /// <summary>The files in the order of their first use.</summary>
    public IReadOnlyList<FileDescriptorProto> All => [.. _files.Values];

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

    /// <summary>
    /// The file of a type: of the package it names, or of the services in its C# namespace, or of whoever uses it, if that is one.
    /// </summary>
    public FileDescriptorProto OfType(Type type, FileDescriptorProto user)
    {
        if (_owners.TryGetValue(type, out var owner))
        {
            if (owner != user && _guessed.Contains(type))
            {
                ReportTwoPackages(type, owner, user);
            }

            return owner;
        }

        var package = NamedPackageOf(type) ?? _packagesByNamespace.GetValueOrDefault(type.Namespace ?? "");
        if (package is null)
        {
            _guessed.Add(type);
        }

        var file = package is null ? user : OfPackage(package);
        _owners.Add(type, file);
        return file;
    }

    /// <summary>The name of a type without its package.</summary>
    public static string SimpleNameOf(Type type, string schemaName) =>
        schemaName.StartsWith('.') && NamedPackageOf(type) is not null ? Naming.SimpleNameOf(schemaName) : schemaName;

    private static string? NamedPackageOf(Type type)
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

    private void ReportTwoPackages(Type type, FileDescriptorProto first, FileDescriptorProto second) => _problems.Add(
        ProblemCodes.TwoPackages,
        type,
        $"is used by the packages {first.Package} and {second.Package}, and nothing says which of them it is in.",
        "Say it with [DataContract(Namespace = \"package\")], or put it into the C# namespace of the services of one package.");

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$")]
    private static partial Regex Package();
}
