using CodeFirst.Tests.Infrastructure.CloudRun;
using CodeFirst.Tests.Packaging.Orders;

namespace CodeFirst.Tests.Packaging;

/// <summary>
/// A program outside the repository that has nothing but the package, as Client/README.md tells, calls the native server through a front
/// end like Cloud Run's.
/// </summary>
public sealed class ClientProgramTests
{
    private const string Audience = "https://users.a.run.app";

    private static string Folder => Path.Combine(Packages.Folder, "Caller");

    [OneTimeSetUp]
    public static async Task WriteAsync()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "UserCaller.cs"), UserCaller.Source);
        await File.WriteAllTextAsync(Path.Combine(Folder, "Program.cs"), "return await UserCaller.RunAsync(args[0], args[1]);\n");
        await File.WriteAllTextAsync(Path.Combine(Folder, "authority.pem"), TestAuthority.Pem);
        await File.WriteAllTextAsync(Path.Combine(Folder, "Caller.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="CodeFirst.Client" />
              </ItemGroup>
            </Project>
            """);
    }

    [Test]
    public async Task A_program_that_is_compiled_as_it_runs_calls_the_service()
    {
        await DotNet.BuildAsync(Folder, "build", "-o", "built").OrFailAsync();

        await ShouldCallAsync(Path.Combine(Folder, "built", "Caller"));
    }

    // The client of the orders, which has this package too: one native program is enough, as compiling it takes minutes.
    [Test]
    public async Task A_native_program_calls_the_service() =>
        await ShouldCallAsync((await OrdersSample.GetAsync(isNative: true)).Client, "users");

    private static async Task ShouldCallAsync(string program, params string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory("codefirst-");
        await using var server = await NativeServer.StartAsync(Path.Combine(data.FullName, "users.db"));
        await using var metadata = await FakeMetadataServer.StartAsync();
        await using var frontEnd = await FakeCloudRun.StartAsync(server.Port);
        frontEnd.Audience = Audience;
        frontEnd.Fail(FrontEndFault.ServiceUnavailable, rpc: "ListUsers"); // the attribute of the contract says that it may be repeated
        var environment = DotNet.Environment;
        environment[FakeMetadataServer.Variable] = metadata.Host;
        environment["SSL_CERT_FILE"] = Path.Combine(Folder, "authority.pem");

        var call = new Command(program, [.. arguments, frontEnd.Address, Audience]) { Folder = Folder, Environment = environment };
        var run = await call.RunAsync().OrFailAsync();

        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should()
            .Equal("1 user.created", "2 login", "True", "InvalidArgument INVALID_FIELDS name email");
        metadata.FetchesFor(Audience).Should().Be(1, "one token is enough for all calls");
        server.LoggedErrors.Should().BeEmpty();
        await server.KillAsync();
        data.Delete(recursive: true);
    }
}
