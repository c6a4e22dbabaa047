using System.Reflection;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.Tests.Unit.ProtoExport;

public sealed class ProblemCodesTests
{
    private static readonly IReadOnlyList<string> Codes =
    [
        .. typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!),
    ];

    [Test]
    public void Every_id_is_explained_in_the_readme()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "build", "README.md"));

        Codes.Should().OnlyContain(code => readme.Contains($"| {code} |", StringComparison.Ordinal));
    }

    [Test]
    public void No_id_is_used_twice()
    {
        Codes.Should().OnlyHaveUniqueItems();
    }
}
