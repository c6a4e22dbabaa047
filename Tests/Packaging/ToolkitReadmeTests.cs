using System.Text.RegularExpressions;
using static CodeFirst.Tests.Packaging.Newcomer;

namespace CodeFirst.Tests.Packaging;

/// <summary>What a newcomer pastes first from the READMEs of Hosting and Calling is a server and its caller, from that of Mcp one for agents.</summary>
public sealed partial class ToolkitReadmeTests
{
    private const string HostingReadme = "Toolkit/Hosting/README.md";
    private const string CallingReadme = "Toolkit/Calling/README.md";
    private const string McpReadme = "Toolkit/Mcp/README.md";

    private const string Contract = """
        using ProtoBuf;
        using ProtoBuf.Grpc;
        using ProtoBuf.Grpc.Configuration;

        [Service("shop.Orders")]
        public interface IOrders
        {
            ValueTask<Order> GetOrderAsync(GetOrderRequest request, CallContext context = default);
        }

        [ProtoContract]
        public sealed class GetOrderRequest
        {
            [ProtoMember(1)]
            public string Id { get; set; } = "";
        }

        [ProtoContract]
        public sealed class Order
        {
            [ProtoMember(1)]
            public string Id { get; set; } = "";

            [ProtoMember(2)]
            public string Item { get; set; } = "";
        }
        """;

    private const string Service = """
        using ProtoBuf.Grpc;

        public sealed class Orders : IOrders
        {
            public ValueTask<Order> GetOrderAsync(GetOrderRequest request, CallContext context = default) =>
                ValueTask.FromResult(new Order { Id = request.Id, Item = "tea" });
        }
        """;

    [Test]
    public async Task A_program_with_the_lines_of_Calling_calls_a_program_with_the_lines_of_Hosting()
    {
        var serverFolder = Project("Readme.Orders.Server", "Microsoft.NET.Sdk.Web", References(HostingReadme), "Exe");
        await File.WriteAllTextAsync(Path.Combine(serverFolder, "Contract.cs"), Contract);
        await File.WriteAllTextAsync(Path.Combine(serverFolder, "Orders.cs"), Service);
        await File.WriteAllTextAsync(Path.Combine(serverFolder, "Program.cs"), First(HostingReadme, "csharp"));
        var clientFolder = Project("Readme.Orders.Client", "Microsoft.NET.Sdk", References(CallingReadme), "Exe");
        await File.WriteAllTextAsync(Path.Combine(clientFolder, "Contract.cs"), Contract);
        await File.WriteAllTextAsync(Path.Combine(clientFolder, "Program.cs"), $"""
            {HereInsteadOfCloudRun(First(CallingReadme, "csharp"))}
            Console.WriteLine(order.Id + ": " + order.Item);
            """);
        await Task.WhenAll(
            DotNet.BuildAsync(serverFolder, "build").OrFailAsync(),
            DotNet.BuildAsync(clientFolder, "build").OrFailAsync());
        await using var server = await ServerProcess.StartAsync(
            new Command(DotNet.Program, Compiled(serverFolder)), new Dictionary<string, string>());

        var run = await DotNet.RunAsync(clientFolder, Compiled(clientFolder), server.Address).OrFailAsync();
        var exitCode = await server.StopAsync(Patience.Limit);

        run.Output.Should().Be("1: tea\n");
        exitCode.Should().Be(0);
        server.LoggedErrors.Should().BeEmpty();
    }

    [Test]
    public async Task A_program_with_the_lines_of_Mcp_serves_the_marked_methods_as_tools()
    {
        var contractFolder = Project("Readme.Tools.Contracts", "Microsoft.NET.Sdk", $"""
            <PackageReference Include="CodeFirst.Annotations" Version="{Packages.Version}" />
            <PackageReference Include="CodeFirst.ProtoExport" Version="{Packages.Version}" PrivateAssets="all" />
            {Reference("protobuf-net")}
            {Reference("protobuf-net.Grpc")}
            """);
        var marked = Contract.Replace("[Service(", "[CodeFirst.Annotations.Tool, Service(", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(contractFolder, "Contract.cs"), marked);
        var serverFolder = Project("Readme.Tools.Server", "Microsoft.NET.Sdk.Web", $"""
            {References(McpReadme)}
            <ProjectReference Include="../Readme.Tools.Contracts/Readme.Tools.Contracts.csproj" />
            """, "Exe");
        await File.WriteAllTextAsync(Path.Combine(serverFolder, "Orders.cs"), Service);
        await File.WriteAllTextAsync(Path.Combine(serverFolder, "Program.cs"), First(McpReadme, "csharp"));
        await DotNet.BuildAsync(serverFolder, "build").OrFailAsync();
        await using var server = await ServerProcess.StartAsync(
            new Command(DotNet.Program, Compiled(serverFolder)), new Dictionary<string, string>());
        using var http = new HttpClient();
        using var call = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/mcp")
        {
            Content = new StringContent(
                """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_order","arguments":{"Id":"1"}}}""",
                System.Text.Encoding.UTF8,
                "application/json"),
        };
        call.Headers.Accept.ParseAdd("application/json, text/event-stream");

        using var response = await http.SendAsync(call);

        (await response.Content.ReadAsStringAsync()).Should().Contain("\"structuredContent\":{\"Id\":\"1\",\"Item\":\"tea\"}");
        server.LoggedErrors.Should().BeEmpty();
    }

    // The packages that the README adds, and no others.
    private static string References(string readme) => string.Join('\n', AddedPackage().Matches(First(readme, "console"))
        .Select(match => match.Groups["id"].Value)
        .Select(id => id.StartsWith("CodeFirst.", StringComparison.Ordinal)
            ? $"""<PackageReference Include="{id}" Version="{Packages.Version}" />"""
            : Reference(id)));

    private static string HereInsteadOfCloudRun(string code) => code.Replace(
        "\"orders-a1b2.a.run.app\"", "options => (options.Address, options.Insecure) = (args[0], true)", StringComparison.Ordinal);

    private static string Compiled(string folder) => Path.Combine(folder, "bin", "Debug", "net10.0", $"{Path.GetFileName(folder)}.dll");

    [GeneratedRegex(@"^dotnet add package (?<id>\S+)$", RegexOptions.Multiline)]
    private static partial Regex AddedPackage();
}
