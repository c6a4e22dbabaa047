using System.Globalization;
using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Unit.Documents;

/// <summary>docs/reliability.md names a proof for each case, or says why there is none.</summary>
public sealed partial class ReliabilityTests
{
    private const int Cases = 74;

    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "reliability.md"));

    private static IEnumerable<string> Classes => ClassName().Matches(Text).Select(match => match.Groups[1].Value).Distinct();

    [Test]
    public void Every_case_has_a_row() =>
        Row().Matches(Text).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .Should().Equal(Enumerable.Range(1, Cases));

    [Test]
    public void A_row_names_a_test_or_says_why_there_is_none() =>
        Row().Matches(Text).Select(match => match.Value).Should()
            .OnlyContain(row => ClassName().IsMatch(row) || row.Contains("Not tested", StringComparison.Ordinal));

    [TestCaseSource(nameof(Classes))]
    public void A_class_that_is_named_has_tests(string name) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "Tests"), $"{name}.cs", SearchOption.AllDirectories)
            .Should().Contain(file => File.ReadAllText(file).Contains("[Test", StringComparison.Ordinal));

    [GeneratedRegex(@"^\| (\d+) \| .*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*Tests)`")]
    private static partial Regex ClassName();
}
