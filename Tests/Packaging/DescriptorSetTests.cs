using System.Security.Cryptography;
using System.Text;

namespace CodeFirst.Tests.Packaging;

/// <summary>
/// A program that uses Hosting's targets has the descriptor set of each contract it uses, by project or by package, and nobody writes a
/// line for it. The programs here print the names and hashes of their resources.
/// </summary>
public sealed class DescriptorSetTests
{
    private const string Program = """
        using System.Reflection;
        using System.Security.Cryptography;

        foreach (var name in Assembly.GetExecutingAssembly().GetManifestResourceNames())
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
            System.Console.WriteLine($"{name} {System.Convert.ToHexString(SHA256.HashData(stream))}");
        }
        """;

    private static readonly string Targets =
        Path.Combine(Repository.Root, "Toolkit", "Hosting", "buildTransitive", "CodeFirst.Hosting.targets");

    [Test]
    public async Task A_program_has_the_descriptor_sets_of_the_contracts_that_its_references_refer_to()
    {
        // The library takes net10.0 of the contract, and netstandard2.1 is the one that exports.
        var contract = new ContractProject("Travel.Contracts", "<TargetFrameworks>netstandard2.1;net10.0</TargetFrameworks>");
        Write("Travel.Bare", "Bare.cs", "namespace Travel; public interface IBare;");
        Write(
            "Travel.Library",
            "Library.cs",
            "namespace Travel; public interface ILibrary;",
            Project("Travel.Contracts"),
            Project("Travel.Bare"));
        Write("Travel.Server", "Program.cs", Program, Project("Travel.Library"));
        var folder = Path.Combine(Packages.Folder, "Travel.Server");
        var program = Path.Combine(folder, "bin", "Debug", "net10.0", "Travel.Server.dll");

        await DotNet.BuildAsync(folder, "build", "-m").OrFailAsync();
        var written = File.GetLastWriteTimeUtc(program);
        await ShouldHoldAsync(program, ("Travel.Contracts", contract.File("proto/orders.binpb")));

        await DotNet.BuildAsync(folder, "build", "-m", "--no-restore").OrFailAsync();
        File.GetLastWriteTimeUtc(program).Should().Be(written, "nothing changed");

        contract.Write("Orders.cs", ContractProject.Contract.Replace("In cents.", "In euros.", StringComparison.Ordinal));
        await DotNet.BuildAsync(folder, "publish", "-m", "-c", "Debug", "-o", "published").OrFailAsync();
        await ShouldHoldAsync(
            Path.Combine(folder, "published", "Travel.Server.dll"), ("Travel.Contracts", contract.File("proto/orders.binpb")));
    }

    [Test]
    public async Task A_program_has_the_descriptor_set_that_comes_in_the_package_of_a_contract()
    {
        var contract = new ContractProject(
            "Travel.Packed", $"<TargetFramework>net10.0</TargetFramework><PackageVersion>{Packages.Version}</PackageVersion>");
        await contract.BuildAsync("pack", "-o", Packages.Feed).OrFailAsync();
        Write("Travel.Consumer", "Consumer.cs", "namespace Travel; public interface IConsumer;", Package("Travel.Packed"));
        Write("Travel.Host", "Program.cs", Program, Project("Travel.Consumer"), Package("Travel.Packed", reference: false));
        var folder = Path.Combine(Packages.Folder, "Travel.Host");

        await DotNet.BuildAsync(folder, "build", "-m").OrFailAsync();

        await ShouldHoldAsync(
            Path.Combine(folder, "bin", "Debug", "net10.0", "Travel.Host.dll"), ("Travel.Packed", contract.File("proto/orders.binpb")));
    }

    private static async Task ShouldHoldAsync(string program, params (string Contract, string File)[] sets)
    {
        var run = await DotNet.RunAsync(Packages.Folder, "exec", program).OrFailAsync();

        var expected = sets.Select(set =>
            $"CodeFirst.Descriptors/{set.Contract}.binpb {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(set.File)))}")
            .Append($"a resource of its own {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Program)))}");
        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Should().BeEquivalentTo(expected);
    }

    private static string Project(string name) => $"""<ProjectReference Include="../{name}/{name}.csproj" />""";

    private static string Package(string id, bool reference = true) =>
        $"""<PackageVersion Include="{id}" Version="{Packages.Version}" />"""
        + (reference ? $"""<PackageReference Include="{id}" />""" : "");

    // A program is what has a Program.cs.
    private static void Write(string name, string file, string source, params string[] references)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Folder, name)).FullName;
        var isProgram = file == "Program.cs";
        File.WriteAllText(Path.Combine(folder, file), source);
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                {(isProgram ? "<OutputType>Exe</OutputType>" : "")}
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(references)}
                {(isProgram ? """<EmbeddedResource Include="Program.cs" LogicalName="a resource of its own" />""" : "")}
              </ItemGroup>
              {(isProgram ? $"""<Import Project="{Targets}" />""" : "")}
            </Project>
            """);
    }
}
