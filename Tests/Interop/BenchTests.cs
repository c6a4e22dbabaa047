namespace CodeFirst.Tests.Interop;

/// <summary>The benchmarks run as bench/README.md says, but quickly. What they measure beside other tests says nothing.</summary>
public sealed class BenchTests
{
    private static readonly string Script = Path.Combine(Repository.Root, "bench", "run.sh");

    [Test]
    public async Task A_quick_run_measures_and_reports()
    {
        var run = await new Command(Script, "--quick") { Limit = Patience.LongLimit }.SucceedAsync();

        run.Output.Should().MatchRegex(@"(?m)^P3 [\d.]+ <= 1\.3 (ok|missed) \(one user\)$");
        run.Output.Should().MatchRegex(@"(?m)^P5 [\d.]+ <= 1\.6 (ok|missed) \(CPU, slowest start\)$");
        run.Output.Should().MatchRegex(@"(?m)^P7 [\d.]+ <= 1\.4 (ok|missed) \(CPU\)$");
        run.Output.Should().MatchRegex(@"(?m)^P8 [\d.]+ <= 1\.3 (ok|missed) \(CPU / an event of a replay\)$");
        run.Output.Should().MatchRegex(@"(?m)^P9 [\d.]+ <= 1\.1 (ok|missed) \(POST\)$");
        run.Output.Should().MatchRegex(@"(?m)^P9G [\d.]+ <= 1 (ok|missed) \(list of 100\)$");
        run.Output.Should().MatchRegex(@"(?m)^P13 [\d.]+ <= 20 (ok|missed) \(ms, longest wait of a write\)$");
    }

    [Test]
    public async Task A_row_that_does_not_exist_is_refused_with_those_that_do()
    {
        var run = await new Command(Script, "--quick", "P0").RunAsync();

        run.ExitCode.Should().Be(2);
        run.Error.Should().StartWith("'P0' is not a row. Rows: P1, P2, P3,");
    }
}
