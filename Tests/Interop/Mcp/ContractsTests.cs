using System.Text.Json;
using System.Text.Json.Nodes;
using CodeFirst.Mcp;
using CodeFirst.Tests.Unit.Mcp;
using CodeFirst.Tests.Unit.ProtoExport;
using CodeFirst.Transcoding;
using Google.Protobuf.Reflection;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace CodeFirst.Tests.Interop.Mcp;

/// <summary>The official TypeScript SDK lists and calls every tool of the exporter's corpus and of samples/orders.</summary>
public sealed class ContractsTests
{
    private static readonly NpmFolder Npm = new(Path.Combine(Repository.Root, "Tests", "Interop", "Mcp", "npm"));
    private static readonly string Orders = Path.Combine(Repository.Root, "samples", "orders", "Orders.Contracts", "proto", "orders.binpb");

    [Test]
    public async Task It_lists_and_calls_every_tool()
    {
        using var service = new ScriptedService { Answers = [[]] };
        using var channel = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions { HttpHandler = service });
        var (names, servers) = (new List<string>(), new List<WebApplication>());
        foreach (var name in ContractCase.ExportedNames.Append(Orders))
        {
            names.Add(name);
            servers.Add(await StartAsync(
                name == Orders ? await File.ReadAllBytesAsync(Orders) : ContractCase.Of(name).DescriptorSetBytes(), channel));
        }

        var run = await new Command(
            await Npm.FindAsync(".bin", "node"),
            [await Npm.FindAsync("..", "contracts.mjs"), .. servers.Select(server => $"{server.Urls.Single()}/mcp")]).SucceedAsync();

        names.Should().HaveCountGreaterThan(70);
        foreach (var (name, seen) in names.Zip(JsonNode.Parse(run.Output)!.AsArray()))
        {
            seen!["problems"]!.AsArray().Should().BeEmpty(name);
            seen["tools"]!.AsArray().Should().NotBeEmpty(name);
        }

        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<WebApplication> StartAsync(byte[] set, GrpcChannel channel)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddTranscoding(options => options.DescriptorSets.Add(set));
        builder.AddMcpTools(options =>
        {
            // Two tools cannot have one name: of such methods, only the first is one here.
            var methods = FileDescriptorSet.Parser.ParseFrom(set).File.SelectMany(file => file.Service.SelectMany(service =>
                service.Method.Select(method => (method.Name, Full: $"{file.Package}.{service.Name}/{method.Name}".TrimStart('.')))));
            foreach (var (_, full) in methods.DistinctBy(method => JsonNamingPolicy.SnakeCaseLower.ConvertName(method.Name)))
            {
                options.Methods.Add(full);
            }
        });
        var server = builder.Build();
        server.MapMcpTools("/mcp", channel);
        await server.StartAsync();

        return server;
    }
}
