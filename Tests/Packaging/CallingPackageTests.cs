namespace CodeFirst.Tests.Packaging;

public sealed class CallingPackageTests
{
    [Test]
    public void The_library_its_documentation_and_what_native_programs_need_are_all_that_is_in_the_package()
    {
        Packages.Calling.Files.Should().BeEquivalentTo(
            "LICENSE",
            "README.md",
            "build/CodeFirst.Calling.targets",
            "buildTransitive/CodeFirst.Calling.targets",
            "icon.png",
            "lib/net10.0/CodeFirst.Calling.dll",
            "lib/net10.0/CodeFirst.Calling.xml");
    }

    [Test]
    public void The_package_brings_what_calls_and_no_contract()
    {
        Packages.Calling.Dependencies.Should().BeEquivalentTo(
            "Google.Api.CommonProtos",
            "Google.Apis.Auth",
            "Google.Protobuf",
            "Grpc.Core.Api",
            "Grpc.Net.ClientFactory",
            "Grpc.StatusProto",
            "Microsoft.Extensions.Options.ConfigurationExtensions",
            "protobuf-net",
            "protobuf-net.Core",
            "protobuf-net.Grpc");
    }
}
