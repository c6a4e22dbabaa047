namespace CodeFirst.Tests.Packaging;

public sealed class MultiTargetedProjectTests
{
    [Test]
    public async Task A_project_of_several_target_frameworks_exports_the_first_once()
    {
        var project = new ContractProject("Shop.Everywhere", "<TargetFrameworks>netstandard2.1;net10.0</TargetFrameworks>");
        project.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <ArtifactsPath>$(MSBuildThisFileDirectory)made here</ArtifactsPath>
              </PropertyGroup>
            </Project>
            """);

        var first = (await project.BuildAsync("pack", "-m", "-o", "packed")).OrFail();
        var second = (await project.BuildAsync("build", "-m", "--no-restore", "-c", "Release")).OrFail();
        (await project.BuildAsync("build", "--no-restore", "-c", "Release", "-t:AcceptContract")).OrFail();
        var unknown = await project.BuildAsync("build", "--no-restore", "-p:ProtoExportTargetFramework=net7.0");

        ContractProject.Exports(first).Should().Be(1);
        ContractProject.Exports(second).Should().Be(0, "nothing changed");
        project.Packed.Files.Where(file => file.StartsWith("proto/", StringComparison.Ordinal))
            .Should().BeEquivalentTo("proto/orders.binpb", "proto/orders.proto");
        File.Exists(project.File("proto/Shop.Everywhere.released.binpb")).Should().BeTrue("the outer build knows AcceptContract");
        unknown.ExitCode.Should().Be(1, unknown.ToString());
        unknown.Output.Should().Contain("error CFP0006: ProtoExportTargetFramework: net7.0 is none of netstandard2.1;net10.0.");
    }
}
