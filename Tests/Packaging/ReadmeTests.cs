using System.Text.Json;
using static CodeFirst.Tests.Packaging.Newcomer;

namespace CodeFirst.Tests.Packaging;

/// <summary>What a newcomer pastes first from the README of a package works with the packages of this build.</summary>
public sealed class ReadmeTests
{
    private const string Messages = """

        [ProtoContract]
        public sealed class Order;

        [ProtoContract]
        public sealed class GetOrderRequest
        {
            [ProtoMember(1, Name = "id")]
            public string Id { get; set; } = "";
        }

        [ProtoContract]
        public sealed class CancelOrderRequest
        {
            [ProtoMember(1, Name = "id")]
            public string Id { get; set; } = "";
        }

        """;

    // What a caller of the contract has: attributes, protobuf-net and what that needs.
    private static readonly string[] NeededByCallers =
    [
        "CodeFirst.Annotations",
        "Grpc.Core.Api",
        "Microsoft.Extensions.ObjectPool",
        "protobuf-net",
        "protobuf-net.Core",
        "protobuf-net.Grpc",
        "System.Security.Cryptography.Pkcs",
        "System.Security.Cryptography.Xml",
        "System.ServiceModel.Primitives",
    ];

    [Test]
    public async Task A_contract_with_the_lines_of_Annotations_and_ProtoExport_exports_its_promises()
    {
        var folder = Project("Readme.Contracts", "Microsoft.NET.Sdk", $"""
            {First("build/README.md", "xml").Replace("0.1.0", Packages.Version, StringComparison.Ordinal)}
            {Reference("protobuf-net")}
            {Reference("protobuf-net.Grpc")}
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "IOrders.cs"), $$"""
            using CodeFirst.Annotations;
            using ProtoBuf;
            using ProtoBuf.Grpc;
            using ProtoBuf.Grpc.Configuration;

            [Service("shop.Orders")]
            public interface IOrders
            {
            {{First("Toolkit/Annotations/README.md", "csharp")}}
            }
            {{Messages}}
            """);

        await RunAsync(folder, First("Toolkit/Annotations/README.md", "console"));
        await DotNet.BuildAsync(folder, "build").OrFailAsync();

        (await File.ReadAllTextAsync(Path.Combine(folder, "proto", "orders.proto"))).Should()
            .Contain("rpc GetOrder(GetOrderRequest) returns (Order) {\n    option idempotency_level = NO_SIDE_EFFECTS;").And
            .Contain("rpc CancelOrder(CancelOrderRequest) returns (Order) {\n    option idempotency_level = IDEMPOTENT;");
    }

    [Test]
    public async Task A_program_with_the_lines_of_Contracts_calls_the_service()
    {
        await using var server = await NativeServer.StartAsync(Path.Combine(Packages.Folder, "readme.db"));
        var folder = Project("Readme.Contract.Caller", "Microsoft.NET.Sdk", $"""
            <PackageReference Include="CodeFirst.Contracts" Version="{Packages.Version}" />
            {Reference("Grpc.Net.Client")}
            """, "Exe");
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), $"""
            using CodeFirst.Contracts;
            using Grpc.Net.Client;
            using ProtoBuf.Grpc.Client;

            {First("Contracts/README.md", "csharp").Replace("http://localhost:8080", server.Address, StringComparison.Ordinal)}
            System.Console.WriteLine(user.Name);
            """);

        var run = await DotNet.RunAsync(folder, "run").OrFailAsync();

        run.Output.Should().Be("Ann\n");
        server.LoggedErrors.Should().BeEmpty();
    }

    [Test]
    public async Task A_program_with_the_line_of_Client_has_a_client()
    {
        var folder = Project("Readme.Client", "Microsoft.NET.Sdk.Web", "", "Exe");
        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), $"""
            using CodeFirst.Client;
            using CodeFirst.Contracts;

            var builder = WebApplication.CreateSlimBuilder(args);
            {First("Client/README.md", "csharp")}
            Console.WriteLine(builder.Build().Services.GetRequiredService<IUserService>() is not null);
            """);

        await RunAsync(folder, First("Client/README.md", "bash"));
        var run = await DotNet.RunAsync(folder, "run").OrFailAsync();

        run.Output.Should().Be("True\n");
    }

    [Test]
    public async Task A_project_that_references_the_contract_gets_nothing_that_a_caller_does_not_need()
    {
        var folder = Project(
            "Readme.Caller", "Microsoft.NET.Sdk", $"""<PackageReference Include="CodeFirst.Contracts" Version="{Packages.Version}" />""");
        await DotNet.RunAsync(folder, "restore").OrFailAsync();

        var list = await DotNet.RunAsync(folder, "list", "package", "--include-transitive", "--format", "json").OrFailAsync();

        using var json = JsonDocument.Parse(list.Output);
        var framework = json.RootElement.GetProperty("projects")[0].GetProperty("frameworks")[0];
        framework.GetProperty("topLevelPackages").EnumerateArray().Select(Id).Should().Equal("CodeFirst.Contracts");
        framework.GetProperty("transitivePackages").EnumerateArray().Select(Id).Should().BeEquivalentTo(NeededByCallers);
    }

    private static string Id(JsonElement package) => package.GetProperty("id").GetString()!;

    private static Task<CommandResult> RunAsync(string folder, string commands) =>
        DotNet.RunProgramAsync("bash", folder, "-euo", "pipefail", "-c", commands).OrFailAsync();
}
