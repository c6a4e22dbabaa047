using System.Reflection;
using CodeFirst.ProtoExport.Problems;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>What the exporter says of protobuf-net is so.</summary>
public sealed class RuntimeClaimsTests
{
    [TestCaseSource(typeof(ContractCase), nameof(ContractCase.Names))]
    public void A_problem_of_a_contract_says_nothing_untrue_of_protobuf_net(string name)
    {
        var contract = ContractCase.Of(name);
        var claims = new RuntimeClaims(contract.Model());

        var problems = contract.Export().Problems;
        var refused = problems.Where(problem => problem.Severity == Severity.Error).Select(OwnerOf).ToHashSet();

        // A message that is refused is not sent at all, so nothing shows what a warning about it says.
        foreach (var problem in problems.Where(problem => problem.Severity == Severity.Error || !refused.Contains(OwnerOf(problem))))
        {
            claims.Check(problem);
        }
    }

    private static MemberInfo? OwnerOf(Problem problem) => problem.Member as Type ?? problem.Member?.DeclaringType;
}
