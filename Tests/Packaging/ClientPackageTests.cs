namespace CodeFirst.Tests.Packaging;

public sealed class ClientPackageTests
{
    [Test]
    public void The_library_and_its_documentation_are_all_that_is_in_the_package()
    {
        Packages.Client.Files.Should().BeEquivalentTo(
            "LICENSE",
            "README.md",
            "icon.png",
            "lib/net10.0/CodeFirst.Client.dll",
            "lib/net10.0/CodeFirst.Client.xml");
    }

    [Test]
    public void The_package_brings_the_contract_and_what_calls_it_and_nothing_of_the_build()
    {
        Packages.Client.Dependencies.Should().BeEquivalentTo("CodeFirst.Calling", "CodeFirst.Contracts");
    }
}
