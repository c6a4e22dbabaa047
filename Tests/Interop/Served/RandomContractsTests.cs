using System.Diagnostics;
using System.Globalization;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.Tests.Interop.Served.Invented;
using CodeFirst.Tests.Unit.ProtoExport;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>
/// Contracts made at random are exported, and then every rpc answers and every value crosses; or they are refused for a true reason.
/// <c>CODEFIRST_CONTRACTS=2000</c> tries more of them, <c>CODEFIRST_SEED</c> begins elsewhere than at the first 25, which always are the same.
/// </summary>
public sealed class RandomContractsTests
{
    private const int BatchSize = 25;

    private static readonly int Count = Soak.Number("CODEFIRST_CONTRACTS", BatchSize);
    private static readonly int FirstSeed = Soak.Number("CODEFIRST_SEED", 20_000);

    [Test]
    public async Task A_contract_is_served_as_its_files_say_or_refused_for_a_true_reason()
    {
        var watch = Stopwatch.StartNew();
        var failures = new List<string>();
        var (exported, refused) = (0, 0);
        for (var seed = FirstSeed; seed < FirstSeed + Count; seed += BatchSize)
        {
            var contracts = new List<(int Seed, ServedContract Contract)>();
            for (var i = seed; i < Math.Min(seed + BatchSize, FirstSeed + Count); i++)
            {
                var contract = ContractCase.FromSource($"Random{i}", RandomContract.Source(i, $"Random{i}"));
                Try(i, failures, () =>
                {
                    var errors = contract.Export().Problems.Where(problem => problem.Severity == Severity.Error).ToList();
                    if (errors.Count > 0)
                    {
                        refused++;
                        errors.ForEach(new RuntimeClaims(contract.Model()).Check);
                    }
                    else
                    {
                        contracts.Add((i, new ServedContract(contract)));
                    }
                });
            }

            exported += contracts.Count;
            await CheckAsync(contracts, failures);
        }

        await TestContext.Out.WriteLineAsync(
            $"{exported} contracts exported, {refused} refused, {failures.Count} failed in {watch.Elapsed.TotalSeconds:0} s, "
            + $"first seed {FirstSeed}.");
        string.Join("\n\n", failures).Should().BeEmpty();
    }

    private static async Task CheckAsync(List<(int Seed, ServedContract Contract)> contracts, List<string> failures)
    {
        if (contracts.Count == 0)
        {
            return;
        }

        ServedRun run;
        try
        {
            run = await ServedRun.OfAsync(contracts.Select(item => item.Contract), callsPerRpc: 2, new Random(contracts[0].Seed));
        }
        catch (Exception failure)
        {
            // One of them cannot be served or called at all.
            failures.Add($"One of {string.Join(", ", contracts.Select(item => item.Seed))}: {failure}");
            return;
        }

        await TestContext.Out.WriteLineAsync(run.Summary);
        foreach (var (seed, contract) in contracts)
        {
            Try(seed, failures, () =>
            {
                run[contract].CheckPaths();
                run[contract].CheckNode();
                run[contract].CheckCSharp();
            });
        }
    }

    // One contract that fails must not hide what the others show.
    private static void Try(int seed, List<string> failures, Action check)
    {
        try
        {
            check();
        }
        catch (Exception failure)
        {
            failures.Add($"CODEFIRST_SEED={seed.ToString(CultureInfo.InvariantCulture)} CODEFIRST_CONTRACTS=1: {failure}\n"
                + RandomContract.Source(seed, $"Random{seed}"));
        }
    }
}
