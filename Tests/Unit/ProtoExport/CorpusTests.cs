using CodeFirst.ProtoExport.Output;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport;

public sealed class CorpusTests
{
    [TestCaseSource(typeof(ContractCase), nameof(ContractCase.Names))]
    public void A_contract_becomes_the_files_or_the_errors_beside_it(string name)
    {
        var contract = ContractCase.Of(name);

        var (files, problems) = contract.Export();
        var actual = files.ToDictionary(file => files.Count > 1 ? file.Contract.Descriptor.Name : "", file => file.Printed.Text);
        if (problems.Count > 0)
        {
            actual.Add(files.Count == 0 ? "errors" : "warnings", string.Concat(problems.Select(problem => $"{problem}\n")));
        }

        if (Environment.GetEnvironmentVariable("ACCEPT_CORPUS") == "1")
        {
            contract.Accept(actual);
        }

        actual.Should().BeEquivalentTo(contract.Expected());
    }

    [TestCaseSource(typeof(ContractCase), nameof(ContractCase.Names))]
    public void A_problem_has_a_declaration_that_an_editor_can_show(string name)
    {
        var problems = ContractCase.Of(name).Export().Problems;

        // Without a service there is none.
        problems.Where(problem => problem.Code != ProblemCodes.NoService).Should().NotContain(problem => problem.Member == null);
    }

    [TestCaseSource(typeof(ContractCase), nameof(ContractCase.ExportedNames))]
    public void Protoc_reads_the_text_as_the_descriptors_with_comments_and_positions(string name)
    {
        var files = ContractCase.Of(name).Export().Files;

        var compiled = Protoc.Compile(files);

        foreach (var (contract, printed) in files)
        {
            var theirs = compiled.Single(file => file.Name == contract.Descriptor.Name);
            Export.WithoutSource(theirs).Should().Be(contract.Descriptor);
            theirs.SourceCodeInfo.Location.Should().Equal(printed.SourceCodeInfo.Location);
        }
    }

    [TestCaseSource(typeof(ContractCase), nameof(ContractCase.ExportedNames))]
    public void The_descriptor_set_loads_with_all_it_imports(string name)
    {
        var files = ContractCase.Of(name).Export().Files;

        var set = FileDescriptorSet.Parser.ParseFrom(DescriptorSet.Bytes(files.Select(file => file.Contract.Descriptor)));
        var loaded = FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString()));

        loaded.Select(file => file.Name).Should().Contain(files.Select(file => file.Contract.Descriptor.Name));
    }
}
