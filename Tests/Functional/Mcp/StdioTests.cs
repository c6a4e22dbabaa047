using System.Net;
using CodeFirst.Tests.Functional.Hosting.Zoo;
using Grpc.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using static CodeFirst.Tests.Functional.Mcp.ToolCallTests;

namespace CodeFirst.Tests.Functional.Mcp;

/// <summary>codefirst-proto mcp: an agent starts it, and it calls a running service.</summary>
public sealed class StdioTests
{
    private static readonly string Tool = Path.Combine(
        Repository.Root, "artifacts", "bin", "CodeFirst.ProtoExport.Tool", Configuration, "CodeFirst.ProtoExport.Tool.dll");

    // That of the tests themselves, which are in such a folder too: debug or release.
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Name;

    [Test]
    public async Task The_methods_of_a_running_service_are_tools()
    {
        await using var server = new ServerFixture();
        await using var client = await StartAsync([server.Address.ToString(), "--names", "proto"]);

        var tools = await client.ListToolsAsync();
        var created = await client.CallToolAsync(
            "create_user", ToolHost.Arguments(new { name = "Ada", email = $"{Guid.NewGuid():N}@example.com" }));
        var streamed = await client.CallToolAsync(
            "stream_user_activity", ToolHost.Arguments(new { user_id = created.StructuredContent!.Value.GetProperty("id").GetString() }));
        var missing = await client.CallToolAsync("get_user", ToolHost.Arguments(new { id = Guid.NewGuid().ToString() }));

        tools.Should().HaveCount(7);
        tools[0].Description.Should().Be("Returns one user. NOT_FOUND if no user has the id.");
        TextOf(created).Should().Contain("Ada");
        TextOf(streamed).Should().Contain("\"is_complete\":true");
        TextOf(missing).Should().StartWith("NOT_FOUND (USER_NOT_FOUND)");
    }

    [Test]
    public async Task A_contract_can_be_named_and_its_methods_chosen()
    {
        await using var server = new ServerFixture();
        var contract = typeof(Contracts.IUserService).Assembly.Location;

        await using var client = await StartAsync(
            [contract, "--address", server.Address.ToString(), "--method", "userservice.UserService/GetUser"]);

        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Equal("get_user");
    }

    [Test]
    public async Task A_server_with_the_older_reflection_alone_is_asked_with_it()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new ReflectionServiceImpl(TicketReflection.Descriptor.Services[0]));
        await using var server = builder.Build();
        server.MapGrpcService<ReflectionServiceImpl>();
        await server.StartAsync();

        await using var client = await StartAsync([server.Urls.Single()]);

        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Equal("sell");
    }

    [Test]
    public async Task The_token_of_the_environment_is_sent()
    {
        await using var host = await ToolHost.StartAsync(inFront: true);
        var set = Path.GetTempFileName();
        await File.WriteAllBytesAsync(set, Transcoding.Zoo.LibraryHost.DescriptorSet());

        await using var client = await StartAsync([set, "--address", host.Service.ToString()], token: "t0ken");
        var result = await client.CallToolAsync("describe");
        File.Delete(set);

        TextOf(result).Should().Contain("authorization=Bearer t0ken");
        (await client.ListToolsAsync()).Select(tool => tool.Name).Should().Equal("read_book", "me", "describe");
    }

    private static Task<McpClient> StartAsync(string[] arguments, string? token = null) => McpClient.CreateAsync(
        new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = "dotnet",
            Arguments = [Tool, "mcp", .. arguments],
            EnvironmentVariables = new Dictionary<string, string?> { ["CODEFIRST_TOKEN"] = token },
        }));
}
