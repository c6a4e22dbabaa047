using System.Xml.Linq;

namespace CodeFirst.Tests.Deployment;

/// <summary>What shows in the Dockerfile without building it.</summary>
public sealed class DockerfileTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "Dockerfile"));

    [TestCase("Server/CodeFirst.Server.csproj")]
    [TestCase("Gateway/CodeFirst.Gateway.csproj")]
    public void What_restoring_a_program_reads_is_copied_before_the_sources(string program)
    {
        var copied = Lines
            .TakeWhile(line => line != "COPY . .")
            .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1])
            .ToArray();

        foreach (var file in FilesOf(program).Append("global.json").Append("Directory.Packages.props").Append(".config/dotnet-tools.json"))
        {
            copied.Any(source => file == source || (source.EndsWith('/') && file.StartsWith(source, StringComparison.Ordinal)))
                .Should().BeTrue("{0} must be in a COPY line above `COPY . .`", file);
        }
    }

    [Test]
    public void The_images_are_made_from_the_official_ones_without_a_shell_and_probed_from_outside()
    {
        Lines.Should().Contain("FROM mcr.microsoft.com/dotnet/sdk:10.0-noble-aot AS projects");
        Lines.Should().Contain("FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled AS base");
        Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Should().HaveCount(6, "all others are made from these two");
        Lines.Should().NotContain(line => line.StartsWith("HEALTHCHECK", StringComparison.Ordinal), "it would need a program to ask with");
        Lines.Where(line => line.StartsWith("USER ", StringComparison.Ordinal)).Should().Equal("USER 1654");
    }

    [TestCase("Server")]
    [TestCase("Gateway")]
    public void Restoring_takes_what_is_locked_and_the_packages_are_listed_in_the_image(string program)
    {
        Lines.Should().ContainSingle(line => line.StartsWith($"RUN dotnet restore {program} --locked-mode ", StringComparison.Ordinal));
        Lines.Should().ContainSingle(line => line.Contains($"build/sbom.sh {program} /out/app/sbom.cdx.json", StringComparison.Ordinal));
        Lines.Where(line => line.Contains("dotnet publish", StringComparison.Ordinal))
            .Should().OnlyContain(line => line.Contains("--no-restore", StringComparison.Ordinal));
    }

    // Project files, what they import, and what is imported into all of them.
    private static IEnumerable<string> FilesOf(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        var content = XDocument.Load(Path.Combine(Repository.Root, project));
        var references = content.Descendants("ProjectReference").Attributes("Include").Select(path => Normal(folder, path.Value));

        return content.Descendants("Import").Attributes("Project").Select(path => Normal(folder, path.Value))
            .Concat(references.SelectMany(FilesOf))
            .Append(project)
            .Append(Normal(folder, "packages.lock.json"))
            .Append("Directory.Build.props")
            .Append("Directory.Build.targets")
            .Append("build/Locks.targets")
            .Append("build/Package.targets")
            .Append("build/Packs.targets")
            .Append("build/BannedSymbols.txt")
            .Distinct();
    }

    private static string Normal(string folder, string path) =>
        Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, folder, path)).Replace('\\', '/');
}
