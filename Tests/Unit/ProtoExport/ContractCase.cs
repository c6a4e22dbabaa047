using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Output;
using CodeFirst.ProtoExport.Printing;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading;
using CodeFirst.ProtoExport.Routes;
using Google.Protobuf;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>
/// A contract in <c>Corpus</c>: the C# source, and beside it the .proto file it becomes (a folder of them if they are several) with the
/// warnings, or the errors that refuse it. Those in <c>Corpus/Adopted</c> were not written for the exporter: they are compiled as they
/// are, without the prelude and without nullable annotations.
/// </summary>
internal sealed partial class ContractCase
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

    private const string Adopted = "Adopted/";

    private static readonly string Folder = Path.Combine(Repository.Root, "Tests", "Unit", "ProtoExport", "Corpus");

    /// <summary>What a contract, or what is generated from it, is compiled with.</summary>
    public static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private static readonly ConcurrentDictionary<string, ContractCase> Known = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string> Invented = new(StringComparer.Ordinal);

    private readonly string _name;
    private readonly Lazy<(Assembly Assembly, byte[] Image, string Documentation)> _compiled;

    private ContractCase(string name)
    {
        _name = name;
        _compiled = new(() => Compile(name));
    }

    public static IEnumerable<string> Names => SourcesIn("").Concat(SourcesIn(Adopted)).Order(StringComparer.Ordinal);

    public static IEnumerable<string> ExportedNames => Names.Where(name => !File.Exists(Of(name).PathOf("errors")));

    /// <summary>The contract of that name, compiled once.</summary>
    public static ContractCase Of(string name) => Known.GetOrAdd(name, key => new ContractCase(key));

    /// <summary>A contract that a test makes up. It is compiled as it is.</summary>
    public static ContractCase FromSource(string name, string source)
    {
        Invented[name] = source;
        return new ContractCase(name);
    }

    public string Name => _name;

    public Assembly Assembly => _compiled.Value.Assembly;

    /// <summary>The compiled contract as a build leaves it.</summary>
    public byte[] Image => _compiled.Value.Image;

    /// <summary>The XML documentation of the contract.</summary>
    public string Documentation => _compiled.Value.Documentation;

    /// <summary>The files, none if the contract is refused, and what the exporter says about it.</summary>
    public (IReadOnlyList<(ContractFile Contract, PrintedProto Printed)> Files, IReadOnlyList<Problem> Problems) Export()
    {
        var problems = new ProblemList();
        var documentation = XmlDocumentation.Parse(Documentation);
        var contracts = new ContractReader(documentation, problems, Served()).Read(Assembly, "");
        if (!problems.AnyError && SourceOf(_name).Contains("<ProtoExportHttpRules>true<", StringComparison.Ordinal))
        {
            foreach (var contract in contracts)
            {
                RouteOptions.AddRules(contract.Descriptor, contract.Routes);
            }
        }

        return problems.AnyError
            ? ([], problems.All)
            : ([.. contracts.Select(contract => (contract, ProtoPrinter.Print(contract)))], problems.All);
    }

    /// <summary>The descriptor set as the exporter writes it, with comments and routes.</summary>
    public byte[] DescriptorSetBytes()
    {
        var files = Export().Files;
        foreach (var (contract, printed) in files)
        {
            contract.Descriptor.SourceCodeInfo = printed.SourceCodeInfo;
            RouteOptions.AddToSet(contract.Descriptor, contract.Routes);
            contract.Tools.AddToSet(contract.Descriptor);
        }

        return DescriptorSet.Bytes(files.Select(file => file.Contract.Descriptor));
    }

    /// <summary>Whether protobuf-net reads a request only if the derived part is before the fields of its base.</summary>
    public bool HasAbstractBase => Export().Problems.Any(problem => problem.Code == ProblemCodes.AbstractBase);

    /// <summary>What the rpcs carry, and its name in proto, without what is nothing and what Google.Protobuf writes itself.</summary>
    public IReadOnlyList<(Type Type, string Name)> Payloads()
    {
        var rpcs = Export().Files.SelectMany(file => file.Contract.Descriptor.Service.SelectMany(service => service.Method.Select(method =>
            (Name: $"{file.Contract.Descriptor.Package}.{service.Name}/{method.Name}".TrimStart('.'), Method: method))))
            .ToDictionary(rpc => rpc.Name, rpc => rpc.Method, StringComparer.Ordinal);
        return
        [
            .. Operations(Served() ?? ServedModel.New())
                .Select(operation => (operation, rpc: rpcs[$"{operation.Service}/{operation.Name}"]))
                .SelectMany(pair => new[]
                {
                    (pair.operation.Request.Type, pair.rpc.InputType[1..]),
                    (pair.operation.Response.Type, pair.rpc.OutputType[1..]),
                })
                .Where(payload => payload.Item2 != "google.protobuf.Empty" && !typeof(IMessage).IsAssignableFrom(payload.Type))
                .Distinct(),
        ];
    }

    /// <summary>What a server of the contract binds with, or null for what every server has.</summary>
    public BinderConfiguration? Configuration => Served()?.Configuration;

    /// <summary>A model that writes and reads what the server does.</summary>
    public RuntimeTypeModel Model() => Served() is { } served
        ? Operations(served).Select(operation => operation.Request.Model ?? operation.Response.Model).OfType<RuntimeTypeModel>().First()
        : RuntimeTypeModel.Create();

    private IEnumerable<Operation> Operations(ServedModel served) =>
        new ServiceFinder(served.Configuration, new ProblemList())
            .Find(ContractReader.TypesOf(Assembly))
            .SelectMany(service => service.Operations);

    // A contract names its model as a project does, in a comment.
    private ServedModel? Served() =>
        ModelFinder.Find(ModelComment().Match(SourceOf(_name)).Groups[1].Value.Trim(), Assembly);

    /// <summary>The expected files by their names, and the expected problems under the name <c>errors</c> or <c>warnings</c>.</summary>
    public Dictionary<string, string> Expected()
    {
        if (File.Exists(PathOf("errors")))
        {
            return new() { ["errors"] = File.ReadAllText(PathOf("errors")) };
        }

        var folder = Path.Combine(Folder, _name);
        var expected = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.proto", SearchOption.AllDirectories)
                .ToDictionary(path => Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText)
            : new() { [""] = File.ReadAllText(PathOf("")) };
        if (File.Exists(PathOf("warnings")))
        {
            expected.Add("warnings", File.ReadAllText(PathOf("warnings")));
        }

        return expected;
    }

    /// <summary>Makes what is the result now what is expected. Look at the difference before you commit it.</summary>
    public void Accept(IReadOnlyDictionary<string, string> actual)
    {
        foreach (var stale in new[] { "errors", "warnings", "" })
        {
            File.Delete(PathOf(stale));
        }

        var folder = Path.Combine(Folder, _name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var (file, text) in actual)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
            File.WriteAllText(PathOf(file), text);
        }
    }

    private static (Assembly Assembly, byte[] Image, string Documentation) Compile(string name)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse);
        var isAdopted = name.StartsWith(Adopted, StringComparison.Ordinal) || Invented.ContainsKey(name);
        var source = SourceOf(name);
        string[] sources = isAdopted ? [source] : [Prelude, source];
        var compilation = CSharpCompilation.Create(
            $"Corpus.{name.Replace('/', '.')}",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, options)),
            References.Value,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: isAdopted ? NullableContextOptions.Disable : NullableContextOptions.Enable));
        using var image = new MemoryStream();
        using var documentation = new MemoryStream();
        var result = compilation.Emit(image, xmlDocumentationStream: documentation);

        result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        var bytes = image.ToArray();
        return (Assembly.Load(bytes), bytes, System.Text.Encoding.UTF8.GetString(documentation.ToArray()).TrimStart('\uFEFF'));
    }

    private static string SourceOf(string name) =>
        Invented.GetValueOrDefault(name) ?? File.ReadAllText(Path.Combine(Folder, $"{name}.cs"));

    [GeneratedRegex("<ProtoExportModel>(.+)</ProtoExportModel>")]
    private static partial Regex ModelComment();

    private static IEnumerable<string> SourcesIn(string folder) =>
        Directory.GetFiles(Path.Combine(Folder, folder), "*.cs").Select(path => folder + Path.GetFileNameWithoutExtension(path));

    private string PathOf(string file) => Path.Combine(Folder, file switch
    {
        "errors" or "warnings" => $"{_name}.{file}",
        "" => $"{_name}.proto",
        _ => Path.Combine(_name, file),
    });
}
