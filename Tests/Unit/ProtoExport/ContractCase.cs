using System.Collections.Concurrent;
using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Printing;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>
/// A contract in <c>Corpus</c>: the C# source, and beside it the .proto file it becomes (a folder of them if they are several), or
/// the errors that refuse it.
/// </summary>
internal sealed class ContractCase
{
    private const string Prelude =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Runtime.Serialization;
        global using System.ServiceModel;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using ProtoBuf;
        global using ProtoBuf.Grpc;
        global using ProtoBuf.Grpc.Configuration;

        [module: CompatibilityLevel(CompatibilityLevel.Level300)]
        """;

    private static readonly string Folder = Path.Combine(Repository.Root, "Tests", "Unit", "ProtoExport", "Corpus");

    /// <summary>What a contract, or what is generated from it, is compiled with.</summary>
    public static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private static readonly ConcurrentDictionary<string, ContractCase> Known = new(StringComparer.Ordinal);

    private readonly string _name;
    private readonly Lazy<(Assembly Assembly, byte[] Image, string Documentation)> _compiled;

    private ContractCase(string name)
    {
        _name = name;
        _compiled = new(() => Compile(name));
    }

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder, "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static IEnumerable<string> ExportedNames => Names.Where(name => !File.Exists(ErrorsPath(name)));

    /// <summary>The contract of that name, compiled once.</summary>
    public static ContractCase Of(string name) => Known.GetOrAdd(name, key => new ContractCase(key));

    public Assembly Assembly => _compiled.Value.Assembly;

    /// <summary>The compiled contract as a build leaves it.</summary>
    public byte[] Image => _compiled.Value.Image;

    /// <summary>The XML documentation of the contract.</summary>
    public string Documentation => _compiled.Value.Documentation;

    public (IReadOnlyList<(ContractFile Contract, PrintedProto Printed)> Files, IReadOnlyList<Problem> Problems) Export()
    {
        var problems = new ProblemList();
        var documentation = XmlDocumentation.Parse(Documentation);
        var contracts = new ContractReader(documentation, problems).Read(Assembly, "");
        return problems.AnyError ? ([], problems.All) : ([.. contracts.Select(contract => (contract, ProtoPrinter.Print(contract)))], []);
    }

    /// <summary>What the rpcs carry, and its name in proto.</summary>
    public IReadOnlyList<(Type Type, string Name)> Payloads()
    {
        var operations = Assembly.GetTypes()
            .Where(type => type.IsInterface && !type.IsGenericTypeDefinition)
            .SelectMany(OperationBinder.Find);
        var rpcs = Export().Files.SelectMany(file => file.Contract.Descriptor.Service.SelectMany(service => service.Method.Select(method =>
            (Name: $"{file.Contract.Descriptor.Package}.{service.Name}/{method.Name}".TrimStart('.'), Method: method))))
            .ToDictionary(rpc => rpc.Name, rpc => rpc.Method, StringComparer.Ordinal);
        return
        [
            .. operations
                .Select(operation => (operation, rpc: rpcs[$"{operation.Service}/{operation.Name}"]))
                .SelectMany(pair => new[]
                {
                    (pair.operation.Request, pair.rpc.InputType[1..]),
                    (pair.operation.Response, pair.rpc.OutputType[1..]),
                })
                .Where(payload => payload.Item2 != "google.protobuf.Empty")
                .Distinct(),
        ];
    }

    /// <summary>The expected files by their names, and the expected errors under the name <c>errors</c>.</summary>
    public Dictionary<string, string> Expected()
    {
        if (File.Exists(ErrorsPath(_name)))
        {
            return new() { ["errors"] = Read(ErrorsPath(_name)) };
        }

        var folder = Path.Combine(Folder, _name);
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.proto", SearchOption.AllDirectories)
                .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), Read)
            : new() { [""] = Read($"{folder}.proto") };
    }

    /// <summary>Makes what is the result now what is expected. Look at the difference before you commit it.</summary>
    public void Accept(IReadOnlyDictionary<string, string> actual)
    {
        foreach (var (file, text) in actual)
        {
            var path = file switch
            {
                "errors" => ErrorsPath(_name),
                "" => Path.Combine(Folder, $"{_name}.proto"),
                _ => Path.Combine(Folder, _name, file),
            };
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    private static (Assembly Assembly, byte[] Image, string Documentation) Compile(string name)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse);
        var compilation = CSharpCompilation.Create(
            $"Corpus.{name}",
            [
                CSharpSyntaxTree.ParseText(Prelude, options),
                CSharpSyntaxTree.ParseText(Read(Path.Combine(Folder, $"{name}.cs")), options),
            ],
            References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        using var documentation = new MemoryStream();
        var result = compilation.Emit(image, xmlDocumentationStream: documentation);

        result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        var bytes = image.ToArray();
        return (Assembly.Load(bytes), bytes, System.Text.Encoding.UTF8.GetString(documentation.ToArray()).TrimStart('\uFEFF'));
    }

    private static string ErrorsPath(string name) => Path.Combine(Folder, $"{name}.errors");

    private static string Read(string path) => File.ReadAllText(path);
}
