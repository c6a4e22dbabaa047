using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop;

/// <summary>What the exporter makes of the contracts in Tests/Unit/ProtoExport/Corpus is what a Go team would have written.</summary>
public sealed class CorpusTests
{
    private const string Corpus = "Tests/Unit/ProtoExport/Corpus";

    [Test]
    public async Task Every_exported_file_is_formatted_as_buf_formats_it()
    {
        var result = await NodePackages.BufAsync("format", "--diff", "--exit-code", Corpus);

        result.ToString().Should().Be("exit code 0");
    }

    [Test]
    public async Task A_contract_with_good_names_passes_the_standard_rules_of_buf()
    {
        var result = await NodePackages.BufAsync("lint", $"{Corpus}/SeveralPackages");

        result.ToString().Should().Be("exit code 0");
    }
}
