using System.Runtime.InteropServices;
using CodeFirst.Tests.Infrastructure.CloudRun;

namespace CodeFirst.Tests.Packaging;

/// <summary>
/// A program outside the repository that has nothing but the package, as Client/README.md tells, calls the native server through a front
/// end like Cloud Run's.
/// </summary>
public sealed class ClientProgramTests
{
    private const string Audience = "https://users.a.run.app";

    private const string Program = """
        using CodeFirst.Calling;
        using CodeFirst.Client;
        using CodeFirst.Contracts;
        using Grpc.Core;
        using Microsoft.Extensions.DependencyInjection;

        var services = new ServiceCollection();
        services.AddUserServiceClient(options =>
        {
            options.Address = args[0];
            options.Audience = args[1];
        });
        await using var provider = services.BuildServiceProvider();
        var users = provider.GetRequiredService<IUserService>();

        var user = await users.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = $"{Guid.NewGuid():N}@example.com" });
        await using (var recorder = new ActivityRecorder(users))
        {
            await recorder.RecordAsync(new RecordActivityRequest { UserId = user.Id, EventType = "login" });
        }

        await foreach (var next in users.FollowActivityAsync(user.Id))
        {
            Console.WriteLine($"{next.Sequence} {next.EventType}");
            if (next.Sequence == 2)
            {
                break;
            }
        }

        await foreach (var listed in users.ListAllUsersAsync($"id = {user.Id}", pageSize: 1))
        {
            Console.WriteLine(listed == user);
        }

        try
        {
            await users.CreateUserAsync(new CreateUserRequest { Name = "", Email = "?" });
        }
        catch (RpcException error) when (error.TryGetFieldViolations(out var violations))
        {
            Console.WriteLine($"{error.StatusCode} {error.Reason} {string.Join(' ', violations.Select(violation => violation.Field))}");
        }
        """;

    private static string Folder => Path.Combine(Packages.Folder, "Caller");

    [OneTimeSetUp]
    public static async Task WriteAsync()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "Program.cs"), Program);
        await File.WriteAllTextAsync(Path.Combine(Folder, "authority.pem"), TestAuthority.Pem);
        await File.WriteAllTextAsync(Path.Combine(Folder, "Caller.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <PublishAot>true</PublishAot>
                <InvariantGlobalization>true</InvariantGlobalization>
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
        await DotNet.BuildAsync(Folder, "build", "-c", "Debug", "-o", "built").OrFailAsync();

        await ShouldCallAsync(Path.Combine(Folder, "built", "Caller"));
    }

    [Test]
    public async Task A_native_program_calls_the_service()
    {
        var published = await DotNet.BuildAsync(
            Folder, "publish", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", "published").OrFailAsync();

        published.Output.Should().NotMatchRegex("(?m)CodeFirst.*warning IL", "the package says that it can be compiled to native code");
        await ShouldCallAsync(Path.Combine(Folder, "published", "Caller"));
    }

    private static async Task ShouldCallAsync(string program)
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

        var call = new Command(program, frontEnd.Address, Audience) { Folder = Folder, Environment = environment };
        var run = await call.RunAsync().OrFailAsync();

        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should()
            .Equal("1 user.created", "2 login", "True", "InvalidArgument INVALID_FIELDS name email");
        metadata.FetchesFor(Audience).Should().Be(1, "one token is enough for all calls");
        server.LoggedErrors.Should().BeEmpty();
        await server.KillAsync();
        data.Delete(recursive: true);
    }
}
