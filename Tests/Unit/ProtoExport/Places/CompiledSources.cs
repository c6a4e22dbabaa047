using System.Reflection;
using System.Text;
using CodeFirst.ProtoExport.Loading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace CodeFirst.Tests.Unit.ProtoExport.Places;

/// <summary>Source files, and the assembly with symbols that the compiler makes of them, as a build leaves them.</summary>
internal sealed class CompiledSources : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public string AssemblyPath => _folder.File("Shop.dll");

    public string File(string name) => _folder.File(name);

    /// <summary>Writes a file that <see cref="Compile"/> compiles.</summary>
    public void Write(string name, string text) => System.IO.File.WriteAllText(File(name), text);

    /// <summary>Compiles all files. The paths in the symbols begin with another folder if one is given.</summary>
    public Assembly Compile(DebugInformationFormat symbols = DebugInformationFormat.PortablePdb, string? pathsIn = null)
    {
        var trees = Directory.GetFiles(Folder, "*.cs").Order(StringComparer.Ordinal).Select(path => CSharpSyntaxTree.ParseText(
            Read(path),
            new CSharpParseOptions(LanguageVersion.Latest),
            pathsIn is null ? path : pathsIn + Path.GetFileName(path)));
        var compilation = CSharpCompilation.Create(
            "Shop", trees, ContractCase.References.Value, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using (var image = System.IO.File.Create(AssemblyPath))
        {
            using var pdb = symbols == DebugInformationFormat.Embedded ? null : System.IO.File.Create(File("Shop.pdb"));
            var options = new EmitOptions(debugInformationFormat: symbols, pdbFilePath: File("Shop.pdb"));
            compilation.Emit(image, pdb, options: options).Diagnostics
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        }

        return ContractLoader.Load(AssemblyPath, []).Assembly;
    }

    private static SourceText Read(string path)
    {
        using var file = System.IO.File.OpenRead(path);
        return SourceText.From(file, Encoding.UTF8, SourceHashAlgorithm.Sha256);
    }

    public void Dispose() => _folder.Dispose();
}
