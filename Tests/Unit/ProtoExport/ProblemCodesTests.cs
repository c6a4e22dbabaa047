using System.Reflection;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.Tests.Unit.ProtoExport;

public sealed class ProblemCodesTests
{
    private static readonly IReadOnlyList<string> Codes =
    [
        .. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
    ];

    /// <summary>What only the targets report, so the program has no constant for it.</summary>
    private static readonly string[] OfTheTargets = ["CFP0001", "CFP0006", "CFP0007"];

    [Test]
    public void Every_warning_has_one_row_in_the_table_of_warnings_and_no_row_is_left_over()
    {
        Rows("Warnings").Should().BeEquivalentTo(Codes.Where(IsWarning));
    }

    [Test]
    public void Every_error_has_one_row_in_the_tables_of_errors_and_no_row_is_left_over()
    {
        // The breaks, CFP11 and up, have their own test.
        Rows("Errors").Where(code => string.CompareOrdinal(code, "CFP1100") < 0)
            .Should().BeEquivalentTo(Codes.Where(code => !IsWarning(code)).Concat(OfTheTargets));
    }

    [Test]
    public void No_id_is_used_twice()
    {
        Codes.Should().OnlyHaveUniqueItems();
    }

    private static bool IsWarning(string code) => code.StartsWith("CFP05", StringComparison.Ordinal);

    private static IEnumerable<string> Rows(string section) => File.ReadLines(Path.Combine(Repository.Root, "build", "README.md"))
        .SkipWhile(line => line != $"## {section}").Skip(1)
        .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| CFP", StringComparison.Ordinal))
        .Select(line => line.Split('|')[1].Trim());
}
