using CodeFirst.Mcp;
using CodeFirst.Tests.Interop.Mcp.Contract;
using CodeFirst.Transcoding;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Interop.Mcp;

/// <summary>The official conformance suite of the Model Context Protocol, for what a server of tools must do.</summary>
public sealed class ConformanceTests
{
    private static readonly NpmFolder Npm = new(Path.Combine(Repository.Root, "Tests", "Interop", "Mcp", "npm"));

    private WebApplication _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddGrpc();
        builder.Services.AddTranscoding(options => options.DescriptorSets.Add(new FileDescriptorSet
        {
            File = { FileDescriptor.DescriptorProtoFileDescriptor.ToProto(), SuiteReflection.Descriptor.ToProto() },
        }.ToByteArray()));
        builder.AddMcpTools();
        _server = builder.Build();
        _server.MapGrpcService<SuiteService>();
        _server.MapMcpTools("/mcp");
        await _server.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    // The file names what is not for a server of tools, and why. What passes although it is named there fails the test as well.
    [TestCase("2025-11-25")]
    [TestCase("2026-07-28")]
    public async Task All_that_a_revision_asks_of_a_server_of_tools_passes(string revision)
    {
        var address = $"http://localhost:{new Uri(_server.Urls.Single()).Port}/mcp";

        var result = await RunAsync(
            "server", "--url", address, "--requirements", revision, "--expected-failures", await Npm.FindAsync("..", $"not-for-tools.{revision}.yml"));

        result.ExitCode.Should().Be(0, result.ToString());
        result.Output.Should().Contain("✓ tools-list: ").And.Contain("✓ tools-call-simple-text: ").And.Contain("✓ dns-rebinding-protection: ");
    }

    private static async Task<CommandResult> RunAsync(params string[] arguments) => await new Command(
        await Npm.FindAsync(".bin", "node"),
        [await Npm.FindAsync("@modelcontextprotocol", "conformance", "dist", "index.js"), .. arguments])
    {
        Folder = Directory.CreateTempSubdirectory("codefirst-").FullName, // where the suite writes its results
    }.RunAsync();
}
