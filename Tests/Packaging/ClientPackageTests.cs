namespace CodeFirst.Tests.Packaging;

public sealed class ClientPackageTests
{
    [Test]
    public void The_library_its_documentation_and_what_native_programs_need_are_all_that_is_in_the_package()
    {
        Packages.Client.Files.Should().BeEquivalentTo(
            "LICENSE",
            "README.md",
            "build/CodeFirst.Client.targets",
            "buildTransitive/CodeFirst.Client.targets",
            "icon.png",
            "lib/net10.0/CodeFirst.Client.dll",
            "lib/net10.0/CodeFirst.Client.xml");
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
}
