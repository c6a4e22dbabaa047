using System.IO.Compression;

namespace CodeFirst.Tests.Packaging;

public sealed class ClientPackageTests
{
    [Test]
    public void The_library_its_documentation_and_what_native_programs_need_are_all_that_is_in_the_package()
    {
        Packages.Client.Files.Should().BeEquivalentTo(
            "README.md",
            "build/CodeFirst.Client.targets",
            "buildTransitive/CodeFirst.Client.targets",
            "lib/net10.0/CodeFirst.Client.dll",
            "lib/net10.0/CodeFirst.Client.xml");
    }

    [Test]
    public void The_package_says_what_it_is_and_under_which_licence()
    {
        var package = Packages.Client;

        package["license"].Should().Be("Apache-2.0");
        package["readme"].Should().Be("README.md");
        package["tags"].Should().Contain("grpc").And.Contain("cloud-run");
        package["description"].Should().Contain("client of the user service");
    }

    [Test]
    public void The_package_brings_the_contract_and_what_calls_it_and_nothing_of_the_build()
    {
        Packages.Client.Dependencies.Should().BeEquivalentTo(
            "CodeFirst.Contracts",
            "Google.Api.CommonProtos",
            "Google.Apis.Auth",
            "Google.Protobuf",
            "Grpc.Core.Api",
            "Grpc.Net.ClientFactory",
            "Grpc.StatusProto",
            "Microsoft.Extensions.Options.ConfigurationExtensions",
            "protobuf-net.Grpc");
    }

    [Test]
    public void A_debugger_finds_the_symbols_in_a_package_beside_it()
    {
        using var symbols = ZipFile.OpenRead(Path.Combine(Packages.Feed, $"{Packages.Client.Id}.{Packages.Version}.snupkg"));

        symbols.Entries.Select(entry => entry.FullName).Should().Contain("lib/net10.0/CodeFirst.Client.pdb");
    }
}
