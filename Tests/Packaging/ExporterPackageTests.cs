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
        files.Select(file => file.Split('/')[0]).Distinct().Should().BeEquivalentTo("README.md", "build", "buildMultiTargeting", "tools");
    }

    [Test]
    public void A_project_that_uses_the_package_depends_on_nothing_at_run_time()
    {
        var package = Packages.Exporter;

        package["developmentDependency"].Should().Be("true");
        package.Dependencies.Should().BeEmpty();
    }

    [Test]
    public void The_package_says_what_it_is_and_under_which_licence()
    {
        var package = Packages.Exporter;

        package["license"].Should().Be("Apache-2.0");
        package["readme"].Should().Be("README.md");
        package["tags"].Should().Contain("grpc").And.Contain("proto");
        package["description"].Should().Contain(".proto");
    }
}
