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

    [Test]
    public async Task A_program_outside_the_repository_needs_nothing_but_the_package_to_call()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Packages.Folder, "client")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Packages.props"), "<Project />"); // as where none is
        await DotNet.RunAsync(folder, "new", "console").OrFailAsync();
        await DotNet.RunProgramAsync("bash", folder, "-c", "dotnet add package CodeFirst.Client").OrFailAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), """
            using CodeFirst.Client;
            using CodeFirst.Contracts;
            using Grpc.Core;

            using var users = UserServiceClient.Create(options =>
                (options.Address, options.Insecure, options.MaxAttempts) = ("127.0.0.1:1", true, 1));
            try
            {
                await users.GetUserAsync(new GetUserRequest { Id = "user-0" });
            }
            catch (RpcException failure)
            {
                Console.WriteLine($"Status: {failure.StatusCode}");
            }
            """);

        var result = await DotNet.RunAsync(folder, "run").OrFailAsync();

        result.Output.Should().EndWith("Status: Unavailable\n", "nobody listens on port 1");
    }
}
