using CodeFirst.ProtoExport;
using CodeFirst.ProtoExport.CommandLine;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.Tests.Unit.ProtoExport.Problems;

public sealed class WarningRulesTests
{
    private const string Where = "CodeFirst.Tests.Unit.ProtoExport.Problems.WarningRulesTests";

    private static readonly Type Member = typeof(WarningRulesTests);

    [TestCase("nowarn=CFP0501", null)]
    [TestCase("nowarn=1701;1702 cfp0501,CS1591", null)]
    [TestCase("nowarn=CFP0501|warnaserror=CFP0501", null)]
    [TestCase("nowarn=CFP0502", "warning")]
    [TestCase("", "warning")]
    [TestCase("warnaserror=CFP0502", "warning")]
    [TestCase("warnaserror=CFP0502|warnaserror=CFP0501", "error")]
    [TestCase("treatwarningsaserrors=true", "error")]
    [TestCase("treatwarningsaserrors=false", "warning")]
    [TestCase("treatwarningsaserrors=true|warnnotaserror=CFP0501", "warning")]
    [TestCase("warnaserror=CFP0501|warnnotaserror=CFP0501", "warning")]
    public void The_properties_of_a_project_mean_what_they_mean_to_the_compiler(string lines, string? severity)
    {
        var options = ExportOptions.Parse(["assembly=a", "directory=d", .. lines.Split('|')]);
        var problems = new ProblemList(options.Warnings);

        problems.Warn("CFP0501", Member, "is a surprise.", "Rename it.");

        problems.Lines.Should().Equal(severity is null
            ? []
            : [$"CodeFirst.ProtoExport : {severity} CFP0501: {Where}: is a surprise. Rename it."]);
        problems.AnyError.Should().Be(severity == "error");
        problems.Silenced.Should().Be(severity is null ? 1 : 0);
    }

    [TestCase("--nowarn CFP0501", null)]
    [TestCase("--warnaserror", "Error")]
    [TestCase("--warnaserror CFP0501;CFP0502", "Error")]
    [TestCase("--warnaserror CFP0502", "Warning")]
    [TestCase("--warnaserror --warnnotaserror CFP0501", "Warning")]
    public void The_options_of_the_command_line_say_the_same(string words, string? severity)
    {
        var options = Arguments.Parse([.. words.Split(' '), "a.dll"]).ToExportOptions();
        var problems = new ProblemList(options.Warnings);

        problems.Warn("CFP0501", Member, "is a surprise.", "Rename it.");

        problems.All.Select(problem => $"{problem.Severity}").Should().Equal(severity is null ? [] : [severity]);
    }

    [Test]
    public void Errors_are_errors_whatever_is_silenced()
    {
        var problems = new ProblemList(new WarningRules("CFP0201", "", "CFP0201", allAreErrors: false));

        problems.Add("CFP0201", Member, "is wrong.", "Mend it.");

        problems.AnyError.Should().BeTrue();
    }
}
