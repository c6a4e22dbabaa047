using Grpc.Net.Client;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>Contracts that were served, and every rpc of each called several times from Node.js and from generated C#.</summary>
internal sealed class ServedRun
{
    private readonly Dictionary<ServedContract, CalledContract> _contracts = [];
    private readonly List<string> _loggedErrors = [];

    private ServedRun()
    {
    }

    public IReadOnlyCollection<CalledContract> Contracts => _contracts.Values;

    public IReadOnlyList<string> LoggedErrors => _loggedErrors;

    /// <summary>How much was called.</summary>
    public string Summary
    {
        get
        {
            var exchanges = Contracts.SelectMany(called => called.FromNode.Concat(called.FromCSharp)).ToList();
            var rpcs = Contracts.Sum(called => called.Contract.Rpcs.Count);
            var messages = exchanges.Sum(exchange => exchange.Requests.Count + exchange.Responses.Count);
            return $"{Contracts.Count} contracts, {rpcs} rpcs, {exchanges.Count} calls, {messages} messages";
        }
    }

    public CalledContract this[ServedContract contract] => _contracts[contract];

    /// <summary>Serves the contracts, and calls them.</summary>
    /// <param name="contracts">The contracts.</param>
    /// <param name="callsPerRpc">How often each of the two callers calls an rpc.</param>
    /// <param name="random">Makes the values.</param>
    public static async Task<ServedRun> OfAsync(IEnumerable<ServedContract> contracts, int callsPerRpc, Random random)
    {
        var run = new ServedRun();
        var servers = new List<ContractServer>();
        try
        {
            var node = new NodeCaller();
            var calls = new List<Task>();
            foreach (var contract in contracts)
            {
                var server = await ContractServer.StartAsync(contract.Instances, contract.Configuration);
                servers.Add(server);
                var called = new CalledContract(contract, server.Paths, callsPerRpc, random);
                run._contracts.Add(contract, called);
                server.Expect([.. called.FromNode, .. called.FromCSharp]);
                node.Add(contract, server.Address, called.FromNode);
            }

            var results = node.RunAsync();
            foreach (var (called, server) in run.Contracts.Zip(servers))
            {
                using var channel = GrpcChannel.ForAddress($"http://{server.Address}");
                await called.CallFromCSharpAsync(channel.CreateCallInvoker());
            }

            foreach (var (id, result) in await results)
            {
                run._contracts.Values.First(called => called.FromNode.Any(exchange => exchange.Id == id)).NodeResults[id] = result;
            }
        }
        finally
        {
            foreach (var server in servers)
            {
                run._loggedErrors.AddRange(server.LoggedErrors);
                await server.DisposeAsync();
            }
        }

        return run;
    }
}
