using System.IO.Pipelines;
using CodeFirst.Mcp.Transports;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace CodeFirst.Tests.Unit.Mcp;

/// <summary>The official C# client lists and calls every tool of the corpus, the sample and the user service.</summary>
public sealed class OfficialClientTests
{
    [TestCaseSource(typeof(ContractTools), nameof(ContractTools.Names))]
    public async Task It_lists_and_calls_every_tool(string name)
    {
        using var contract = ContractTools.Of(name);
        var messages = contract.Messages(new Random(2));
        var (toServer, toClient) = (new Pipe(), new Pipe());
        using var transport = new StdioTransport(
            contract.Server, contract.Tools.Options, toServer.Reader.AsStream(), toClient.Writer.AsStream());
        var serving = transport.RunAsync(CancellationToken.None);
        await using (var client = await McpClient.CreateAsync(
            new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream())))
        {
            var tools = await client.ListToolsAsync();

            tools.Select(tool => tool.Name).Should().Equal(contract.Tools.All.Select(tool => tool.Name));
            foreach (var tool in tools)
            {
                var method = contract.Tools.Find(tool.Name)!.Method.Descriptor;
                contract.Service.Answers = [messages(method.OutputType.FullName)];
                var arguments = Arguments.ForClient(contract.Tools.Find(tool.Name)!);

                var result = await tool.CallAsync(arguments);

                result.IsError.Should().NotBe(true);
                result.StructuredContent.Should().NotBeNull();
            }
        }

        await toServer.Writer.CompleteAsync();
        await serving;
    }
}
