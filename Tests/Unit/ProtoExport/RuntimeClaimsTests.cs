using System.Reflection;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>What the exporter says of protobuf-net is so.</summary>
public sealed class RuntimeClaimsTests
{
    // Not of a contract: of the program, its options, its files and the gate.
    private static readonly string[] Outside = ["CFP0002", "CFP0003", "CFP0004", "CFP0005", "CFP1001", "CFP1002"];

    [TestCaseSource(typeof(ContractCase), nameof(ContractCase.Names))]
    public void A_problem_of_a_contract_says_nothing_untrue_of_protobuf_net(string name)
    {
        var contract = ContractCase.Of(name);
        var claims = new RuntimeClaims(contract.Model());

        foreach (var problem in contract.Export().Problems)
        {
            claims.Check(problem);
        }
    }

    [Test]
    public void Every_problem_that_a_contract_can_have_is_in_the_corpus()
    {
        var codes = typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Except(Outside);

        var provoked = ContractCase.Names.SelectMany(name => ContractCase.Of(name).Export().Problems).Select(problem => problem.Code);

        codes.Except(provoked).Should().BeEmpty();
    }
}
