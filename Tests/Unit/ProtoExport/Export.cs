using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Printing;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Reading;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Exports contracts without files.</summary>
internal static class Export
{
    /// <summary>The contract and its text. It fails if the contract has a problem.</summary>
    public static (ContractFile Contract, PrintedProto Printed) Of(params Type[] contracts)
    {
        var problems = new ProblemList();
        var documentation = XmlDocumentation.Load(Path.ChangeExtension(contracts[0].Assembly.Location, ".xml"));
        var contract = new ContractReader(documentation, problems).Read(contracts, "").Single();

        problems.All.Should().BeEmpty();
        return (contract, ProtoPrinter.Print(contract));
    }

    public static IReadOnlyList<Problem> ProblemsOf(params Type[] contracts) => ProblemsOf("", contracts);

    public static IReadOnlyList<Problem> ProblemsOf(string fileName, params Type[] contracts)
    {
        var problems = new ProblemList();
        new ContractReader(XmlDocumentation.Load(""), problems).Read(contracts, fileName);
        return problems.All;
    }

    public static FileDescriptorProto WithoutSource(FileDescriptorProto file)
    {
        var copy = file.Clone();
        copy.SourceCodeInfo = null;
        return copy;
    }
}
