using System.Text.Json;
using System.Text.Json.Nodes;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>A Node.js program with @grpc/grpc-js, which knows the exported files only.</summary>
internal sealed class NodeCaller
{
    private readonly JsonArray _contracts = [];

    /// <summary>Adds calls of a contract, which is served at the address.</summary>
    public void Add(ServedContract contract, string address, IEnumerable<Exchange> exchanges)
    {
        _contracts.Add(new JsonObject
        {
            ["address"] = address,
            ["files"] = new JsonObject(contract.Files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value))),
            ["calls"] = new JsonArray([.. exchanges.Select(exchange => CallOf(contract, exchange))]),
        });
    }

    /// <summary>Runs the program once, and returns what each exchange received, or how it failed.</summary>
    public async Task<IReadOnlyDictionary<string, JsonNode>> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("served-");
        try
        {
            var (input, output) = (Path.Combine(folder.FullName, "calls.json"), Path.Combine(folder.FullName, "results.json"));
            await File.WriteAllTextAsync(input, _contracts.ToJsonString());

            var result = await NodePackages.NodeAsync("served.mjs", input, output);
            result.ExitCode.Should().Be(0, "{0}", result);

            return JsonSerializer.Deserialize<Dictionary<string, JsonNode>>(await File.ReadAllTextAsync(output))!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonObject CallOf(ServedContract contract, Exchange exchange)
    {
        var method = contract.ExportedAt(exchange.Rpc.Path);
        var requests = ServedContract.Seen(method.InputType, exchange.Rpc.Request, exchange.Requests);
        return new JsonObject
        {
            ["id"] = exchange.Id,
            ["service"] = method.Service.FullName,
            ["method"] = method.Name,
            ["requests"] = new JsonArray([.. requests.Select(NodeValue.ToSend)]),
        };
    }
}
