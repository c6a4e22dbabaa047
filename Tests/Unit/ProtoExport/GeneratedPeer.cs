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
    /// <summary>The parsers of all messages of the contract and of those that protobuf defines, by their full names in proto.</summary>
    public static IReadOnlyDictionary<string, MessageParser> Parsers(ContractCase contract) =>
        Compile(Protoc.GenerateCSharp(contract.Export().Files))
        .GetTypes()
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
        .OfType<MessageDescriptor>()
        .Concat(WrappersReflection.Descriptor.MessageTypes)
        .ToDictionary(message => message.FullName, message => message.Parser, StringComparer.Ordinal);

    /// <summary>The descriptors of the files, as the generated classes have them.</summary>
    public static IReadOnlyList<FileDescriptor> Files(ContractCase contract) =>
    [
        .. Compile(Protoc.GenerateCSharp(contract.Export().Files))
            .GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>(),
    ];

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
