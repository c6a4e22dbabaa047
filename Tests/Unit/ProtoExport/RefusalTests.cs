using CodeFirst.ProtoExport;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.Tests.Unit.ProtoExport;

public sealed class RefusalTests
{
    [TestCase(typeof(RefusedContracts.Unsupported), "CFP0201", "Unsupported.Time")]
    [TestCase(typeof(RefusedContracts.NestedList), "CFP0204", "NestedList.Rows")]
    [TestCase(typeof(RefusedContracts.Unnumbered), "CFP0210", "Unnumbered.Lost")]
    [TestCase(typeof(RefusedContracts.ReservedNumber), "CFP0211", "ReservedNumber.Text")]
    [TestCase(typeof(RefusedContracts.SameNumber), "CFP0211", "SameNumber.Second")]
    [TestCase(typeof(RefusedContracts.ReusedNumber), "CFP0211", "ReusedNumber.Text")]
    [TestCase(typeof(RefusedContracts.NegativeNumber), "CFP0212", "NegativeNumber")]
    [TestCase(typeof(RefusedContracts.NoConstructor), "CFP0213", "NoConstructor")]
    [TestCase(typeof(RefusedContracts.SameNames), "CFP0301", "Impostor")]
    [TestCase(typeof(RefusedContracts.SameJson), "CFP0303", "SameJson.userId")]
    public void A_message_that_proto3_cannot_say_is_refused_by_code_type_and_member(Type message, string code, string where)
    {
        var problems = Export.ProblemsOf(typeof(IEcho<>).MakeGenericType(message));

        var problem = problems.Should().ContainSingle().Subject;
        problem.Code.Should().Be(code);
        problem.Where.Should().EndWith(where);
    }

    [Test]
    public void Two_methods_of_one_name_are_refused()
    {
        Export.ProblemsOf(typeof(RefusedContracts.IOne)).Should().ContainSingle().Which.Code.Should().Be(ProblemCodes.SameMemberName);
    }

    [Test]
    public void A_contract_without_a_service_is_refused()
    {
        Export.ProblemsOf(typeof(RefusedContracts.INoService)).Should().ContainSingle().Which.Code.Should().Be(ProblemCodes.NoService);
    }

    [Test]
    public void Services_of_two_packages_do_not_fit_into_a_file_of_one_name()
    {
        var problems = Export.ProblemsOf("one.proto", typeof(IEcho<RefusedContracts.Good>), typeof(RefusedContracts.ITwo));

        problems.Should().Contain(problem => problem.Code == ProblemCodes.SeveralServices);
    }

    [Test]
    public void A_problem_is_one_line_that_MSBuild_takes_for_an_error()
    {
        var problem = new Problem(Severity.Error, "CFP0201", "User.Tags", "is wrong:\nvery.", "Mend it.");

        problem.ToString().Should().Be("CodeFirst.ProtoExport : error CFP0201: User.Tags: is wrong: very. Mend it.");
    }

    [Test]
    public void What_is_no_assembly_is_refused_by_name()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("Contract.dll"), "no assembly");

        var export = () => Exporter.Export(new ExportOptions { Assembly = folder.File("Contract.dll"), Directory = folder.Path });

        export.Should().Throw<ExportException>().Which.Problem.Code.Should().Be(ProblemCodes.CannotLoad);
    }

    [Test]
    public void A_refused_contract_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        var options = new ExportOptions
        {
            Assembly = typeof(RefusalTests).Assembly.Location,
            Directory = folder.Path,
            References = Directory.GetFiles(TestContext.CurrentContext.TestDirectory, "*.dll"),
        };

        var result = Exporter.Export(options);

        result.Succeeded.Should().BeFalse();
        Directory.GetFiles(folder.Path).Should().BeEmpty();
    }

    [Test]
    public void An_option_that_proto_does_not_know_is_refused()
    {
        using var folder = new TemporaryFolder();
        var options = new ExportOptions
        {
            Assembly = typeof(CodeFirst.Contracts.IUserService).Assembly.Location,
            Directory = folder.Path,
            FileOptions = new Dictionary<string, string> { ["java_multiple_files"] = "perhaps" },
        };

        var result = Exporter.Export(options);

        result.Lines.Should().ContainSingle().Which
            .Should().StartWith("CodeFirst.ProtoExport : error CFP0005: option java_multiple_files:");
    }
}
