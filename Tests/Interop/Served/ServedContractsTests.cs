using System.Diagnostics;
using CodeFirst.Tests.Unit.ProtoExport;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>
/// Every contract of the corpus on a server of protobuf-net.Grpc, and every rpc of it called by programs that know the exported
/// files only.
/// </summary>
public sealed class ServedContractsTests
{
    private const int CallsPerRpc = 4;

    private readonly Dictionary<string, ServedContract> _contracts = new(StringComparer.Ordinal);
    private ServedRun _run = null!;

    private static IEnumerable<string> Names => ContractCase.ExportedNames;

    [OneTimeSetUp]
    public async Task ServeAndCallAsync()
    {
        var seed = Environment.TickCount;
        var watch = Stopwatch.StartNew();
        foreach (var name in Names)
        {
            _contracts.Add(name, new ServedContract(ContractCase.Of(name)));
        }

        _run = await ServedRun.OfAsync(_contracts.Values, CallsPerRpc, new Random(seed));
        await TestContext.Progress.WriteLineAsync($"Served {_run.Summary} in {watch.Elapsed.TotalSeconds:0.0} s, seed {seed}.");
    }

    [TestCaseSource(nameof(Names))]
    public void The_server_answers_the_exported_rpcs_and_no_others(string name) => Called(name).CheckPaths();

    [TestCaseSource(nameof(Names))]
    public void Node_and_the_service_exchange_every_value(string name) => Called(name).CheckNode();

    [TestCaseSource(nameof(Names))]
    public void Generated_CSharp_and_the_service_exchange_every_value(string name) => Called(name).CheckCSharp();

    [Test]
    public void No_call_makes_the_server_log_an_error() => _run.LoggedErrors.Should().BeEmpty();

    private CalledContract Called(string name) => _run[_contracts[name]];
}
