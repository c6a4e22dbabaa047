using System.Collections.Concurrent;
using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>What a contract-first team has: the classes that Google's compiler makes of the exported files, compiled.</summary>
internal static class GeneratedPeer
{
    private static readonly ConcurrentDictionary<ContractCase, Lazy<Assembly>> Compiled = [];

    /// <summary>The parsers of all messages of the contract and of those that protobuf defines, by their full names in proto.</summary>
    public static IReadOnlyDictionary<string, MessageParser> Parsers(ContractCase contract) =>
        Of(contract)
        .GetTypes()
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .OfType<MessageDescriptor>()
        .Concat(WrappersReflection.Descriptor.MessageTypes)
        .ToDictionary(message => message.FullName, message => message.Parser, StringComparer.Ordinal);

    /// <summary>The descriptors of the files, as the generated classes have them.</summary>
    public static IReadOnlyList<FileDescriptor> Files(ContractCase contract) =>
    [
        .. Of(contract)
            .GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>(),
    ];

    // Several tests use the same classes.
    private static Assembly Of(ContractCase contract) =>
        Compiled.GetOrAdd(contract, key => new Lazy<Assembly>(() => Compile(Protoc.GenerateCSharp(key.Export().Files)))).Value;

    private static Assembly Compile(IEnumerable<string> sources)
    {
        var compilation = CSharpCompilation.Create(
            $"Peer.{Guid.NewGuid():N}",
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            ContractCase.References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);

        result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        return Assembly.Load(image.ToArray());
    }
}
