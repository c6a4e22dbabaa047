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
        project.Write("Stock.cs", ContractProject.Contract
            .Replace("IOrders", "IStock", StringComparison.Ordinal)
            .Replace("shop.Orders", "shop.stock.v1.Stock", StringComparison.Ordinal)
            .Replace("namespace Shop", "namespace Shop.Stock.V1", StringComparison.Ordinal));

        var first = await project.BuildAsync("pack", "-m", "-o", "packed").OrFailAsync();
        var second = await project.BuildAsync("build", "-m", "--no-restore", "-c", "Release").OrFailAsync();
        await project.BuildAsync("build", "--no-restore", "-c", "Release", "-t:AcceptContract").OrFailAsync();
        var unknown = await project.BuildAsync("build", "--no-restore", "-p:ProtoExportTargetFramework=net7.0");

        ContractProject.Exports(first).Should().Be(1);
        ContractProject.Exports(second).Should().Be(0, "nothing changed");
        project.Packed.Files.Where(file => file.StartsWith("proto/", StringComparison.Ordinal))
            .Should().BeEquivalentTo("proto/Shop.Everywhere.binpb", "proto/shop/orders.proto", "proto/shop/stock/v1/stock.proto");
        File.Exists(project.File("proto/Shop.Everywhere.released.binpb")).Should().BeTrue("the outer build knows AcceptContract");
        unknown.ExitCode.Should().Be(1, unknown.ToString());
        unknown.Output.Should().Contain("error CFP0006: ProtoExportTargetFramework: net7.0 is none of netstandard2.1;net10.0.");
    }
}
