namespace CodeFirst.Tests.Packaging;

public sealed class ExporterPackageTests
{
    [Test]
    public void The_program_and_its_targets_are_all_that_is_in_the_package()
    {
        var files = Packages.Exporter.Files;

        files.Should().Contain(
        [
            "README.md",
            "build/CodeFirst.ProtoExport.targets",
            "buildMultiTargeting/CodeFirst.ProtoExport.targets",
            "tools/net10.0/CodeFirst.ProtoExport.dll",
            "tools/net10.0/CodeFirst.ProtoExport.deps.json",
            "tools/net10.0/CodeFirst.ProtoExport.runtimeconfig.json",
            "tools/net10.0/protobuf-net.Grpc.dll",
        ]);
        files.Select(file => file.Split('/')[0]).Distinct().Should().BeEquivalentTo(
            "LICENSE", "README.md", "THIRD-PARTY-NOTICES.txt", "build", "buildMultiTargeting", "icon.png", "tools");
    }

    [Test]
    public void A_project_that_uses_the_package_depends_on_nothing_at_run_time()
    {
        var package = Packages.Exporter;

        package["developmentDependency"].Should().Be("true");
        package.Dependencies.Should().BeEmpty();
    }
}
