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

    private static readonly string[] Run =
    [
        "server-initialize", "ping", "tools-list", "tools-call-simple-text", "tools-call-error", "tools-call-with-progress",
        "json-schema-2020-12", "dns-rebinding-protection",
    ];

    // Contracts have no images, sounds or resources, no prompts and no completions; and tools do not talk back to the client: no
    // logging, sampling or elicitation. Without sessions, there are no streams to come back to.
    private static readonly string[] Skipped =
    [
        "logging-set-level", "completion-complete", "tools-call-image", "tools-call-audio", "tools-call-embedded-resource",
        "tools-call-mixed-content", "tools-call-with-logging", "tools-call-sampling", "tools-call-elicitation", "elicitation-sep1034-defaults",
        "server-sse-polling", "server-sse-multiple-streams", "elicitation-sep1330-enums", "resources-list", "resources-read-text",
        "resources-read-binary", "resources-templates-read", "resources-subscribe", "resources-unsubscribe", "prompts-list",
        "prompts-get-simple", "prompts-get-with-args", "prompts-get-embedded-resource", "prompts-get-with-image",
    ];

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

    [TestCaseSource(nameof(Run))]
    public async Task A_scenario_passes(string scenario)
    {
        var address = $"http://localhost:{new Uri(_server.Urls.Single()).Port}/mcp";

        var result = await RunAsync("server", "--url", address, "--scenario", scenario);

        result.ExitCode.Should().Be(0, result.ToString());
        result.Output.Should().NotContain("FAILURE");
    }

    [Test]
    public async Task Every_scenario_of_the_suite_is_run_or_skipped_by_name()
    {
        var list = await RunAsync("list", "--server");

        list.Output.Split('\n').Where(line => line.StartsWith("  - ", StringComparison.Ordinal)).Select(line => line.Split(' ')[3])
            .Should().BeEquivalentTo([.. Run, .. Skipped]);
    }

    private static async Task<CommandResult> RunAsync(params string[] arguments) => await new Command(
        await Npm.FindAsync(".bin", "node"),
        [await Npm.FindAsync("@modelcontextprotocol", "conformance", "dist", "index.js"), .. arguments])
    {
        Folder = Directory.CreateTempSubdirectory("codefirst-").FullName, // where the suite writes its results
    }.RunAsync();
}
