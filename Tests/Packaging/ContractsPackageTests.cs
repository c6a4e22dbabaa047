using System.Text;

namespace CodeFirst.Tests.Packaging;

/// <summary>Our own contract uses the targets by path, and gets the same from them.</summary>
public sealed class ContractsPackageTests
{
    [Test]
    public void Both_files_of_the_contract_are_in_its_package()
    {
        var package = Packages.Contracts;

        package.Files.Where(file => file.StartsWith("proto/", StringComparison.Ordinal))
            .Should().BeEquivalentTo("proto/user_service.proto", "proto/user_service.binpb");
        package.Content("proto/user_service.proto").Should()
            .Equal(File.ReadAllBytes(Path.Combine(Repository.Root, "Contracts", "proto", "user_service.proto")));
    }

    [Test]
    public void The_package_declares_its_descriptor_set_for_the_server_that_references_it()
    {
        Encoding.UTF8.GetString(Packages.Contracts.Content("buildTransitive/CodeFirst.Contracts.props")).Should().Contain(
            "<CodeFirstDescriptorSet Include=\"$(MSBuildThisFileDirectory)../proto/user_service.binpb\"");
    }

    [Test]
    public void The_exporter_is_no_dependency_of_the_contract()
    {
        Packages.Contracts.Dependencies.Where(id => id.StartsWith("CodeFirst", StringComparison.Ordinal))
            .Should().Equal("CodeFirst.Annotations");
    }
}
