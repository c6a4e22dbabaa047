using System.Text.Json;
using CodeFirst.ProtoExport.Loading;
using CodeFirst.ProtoExport.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodeFirst.Tests.Unit.ProtoExport.Loading;

/// <summary>The output of a class library has its own assembly only: its packages are where NuGet restored them.</summary>
public sealed class DependencyFoldersTests
{
    private const string Library = "Acme.Units";

    [Test]
    public void An_assembly_of_a_package_is_found_by_the_deps_json_in_the_probing_folder()
    {
        using var folder = new TemporaryFolder();
        var contract = CompileContract(folder);
        var packaged = Package(folder, "packages");
        WriteManifest(folder);
        WriteProbing(folder, "runtimeconfig.dev.json", folder.File("packages"));

        var loaded = ContractLoader.Load(contract, []);

        PathOfLibrary(loaded).Should().Be(packaged);
    }

    [Test]
    public void An_assembly_of_a_package_is_found_in_the_folder_that_nuget_config_names()
    {
        using var folder = new TemporaryFolder();
        var contract = CompileContract(folder);
        var packaged = Package(folder, "restored");
        WriteManifest(folder);
        File.WriteAllText(folder.File("NuGet.Config"), """
            <configuration><config><add key="globalPackagesFolder" value="restored" /></config></configuration>
            """);

        var loaded = ContractLoader.Load(contract, []);

        PathOfLibrary(loaded).Should().Be(packaged);
    }

    [Test]
    public void What_is_beside_the_contract_comes_before_the_package()
    {
        using var folder = new TemporaryFolder();
        var contract = CompileContract(folder);
        var packaged = Package(folder, "packages");
        File.Copy(packaged, folder.File($"{Library}.dll"));
        WriteManifest(folder);
        WriteProbing(folder, "runtimeconfig.json", folder.File("packages"));

        var loaded = ContractLoader.Load(contract, []);

        PathOfLibrary(loaded).Should().Be(folder.File($"{Library}.dll"));
    }

    [Test]
    public void A_reference_is_used_where_no_package_has_the_assembly()
    {
        using var folder = new TemporaryFolder();
        var contract = CompileContract(folder);
        var reference = Package(folder, "elsewhere");

        var loaded = ContractLoader.Load(contract, [reference]);

        PathOfLibrary(loaded).Should().Be(reference);
    }

    [Test]
    public void An_assembly_that_is_nowhere_is_named_with_the_folders_that_were_searched()
    {
        using var folder = new TemporaryFolder();
        var contract = CompileContract(folder);
        Directory.CreateDirectory(folder.File("empty"));
        WriteManifest(folder);
        WriteProbing(folder, "runtimeconfig.dev.json", folder.File("empty"));

        var load = () => ContractLoader.Load(contract, []);

        var problem = load.Should().Throw<ExportException>().Which.Problem;
        problem.Code.Should().Be(ProblemCodes.CannotLoad);
        problem.What.Should().Contain($"needs {Library} 0.0.0.0").And.Contain(folder.Path).And.Contain(folder.File("empty"));
        problem.Fix.Should().Contain($"--reference {Library}.dll");
    }

    private static string? PathOfLibrary(LoadedContract loaded) =>
        loaded.PathOf(loaded.Assembly.GetType("Shop.Order")!.BaseType!.Assembly);

    // The contract is compiled against the library, which is then nowhere.
    private static string CompileContract(TemporaryFolder folder)
    {
        var library = MetadataReference.CreateFromImage(Compile(Library, "namespace Acme; public class Unit { }", []));
        var contract = folder.File("Shop.dll");
        File.WriteAllBytes(contract, Compile("Shop", "namespace Shop; public class Order : Acme.Unit { }", [library]));
        return contract;
    }

    // As NuGet restores it: folder/id/version/lib/framework/assembly.dll.
    private static string Package(TemporaryFolder folder, string packages)
    {
        var lib = Directory.CreateDirectory(Path.Combine(folder.File(packages), "acme.units", "1.2.3", "lib", "netstandard2.0"));
        var path = Path.Combine(lib.FullName, $"{Library}.dll");
        File.WriteAllBytes(path, Compile(Library, "namespace Acme; public class Unit { }", []));
        return path;
    }

    private static byte[] Compile(string name, string source, IEnumerable<MetadataReference> references)
    {
        using var image = new MemoryStream();
        CSharpCompilation.Create(
                name,
                [CSharpSyntaxTree.ParseText(source)],
                [.. ContractCase.References.Value, .. references],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(image).Success.Should().BeTrue();
        return image.ToArray();
    }

    // What a build writes beside the contract.
    private static void WriteManifest(TemporaryFolder folder) => File.WriteAllText(folder.File("Shop.deps.json"), """
        {
          "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0" },
          "targets": {
            ".NETCoreApp,Version=v10.0": {
              "Shop/1.0.0": { "dependencies": { "Acme.Units": "1.2.3" }, "runtime": { "Shop.dll": {} } },
              "Acme.Units/1.2.3": { "runtime": { "lib/netstandard2.0/Acme.Units.dll": { "assemblyVersion": "0.0.0.0" } } }
            }
          },
          "libraries": {
            "Shop/1.0.0": { "type": "project", "serviceable": false },
            "Acme.Units/1.2.3": { "type": "package", "serviceable": true, "path": "acme.units/1.2.3" }
          }
        }
        """);

    private static void WriteProbing(TemporaryFolder folder, string suffix, string packages) => File.WriteAllText(
        folder.File($"Shop.{suffix}"),
        JsonSerializer.Serialize(new { runtimeOptions = new { additionalProbingPaths = new[] { packages } } }));
}
