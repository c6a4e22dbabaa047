using System.Reflection;
using System.ServiceModel;
using CodeFirst.Contracts;
using CodeFirst.Gateway.Calls;
using CodeFirst.Gateway.Json;
using CodeFirst.Gateway.Users;

namespace CodeFirst.Tests.Unit.Gateway;

public sealed class UserRoutesTests
{
    private static IEnumerable<object> Routes => UserRoutes.All;

    [Test]
    public void Every_rpc_of_the_contract_has_a_route()
    {
        var rpcs = typeof(IUserService).GetMethods().Select(method => method.GetCustomAttribute<OperationContractAttribute>()!.Name);

        UserRoutes.All.Select(route => route.Rpc).Should().BeEquivalentTo(rpcs);
    }

    [Test]
    public void No_two_routes_are_the_same()
    {
        UserRoutes.All.Select(route => (route.Verb, route.Path)).Should().OnlyHaveUniqueItems();
    }

    [TestCaseSource(nameof(Routes))]
    public void The_messages_of_a_route_have_JSON_with_the_names_of_the_contract(object line)
    {
        var route = (RpcRoute)line;

        foreach (var message in new[] { route.Request, route.Response })
        {
            WireJson.Options.GetTypeInfo(message).Properties.Select(property => property.Name)
                .Should().NotContain(name => name.Any(char.IsUpper), message.Name);
        }
    }

    [TestCaseSource(nameof(Routes))]
    public void A_route_only_reads_when_its_verb_says_so(object line)
    {
        var route = (RpcRoute)line;

        (route.Verb == "GET").Should().Be(route.Rpc is "GetUser" or "ListUsers" or "StreamUserActivity");
    }
}
