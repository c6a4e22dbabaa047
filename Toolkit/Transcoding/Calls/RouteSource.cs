using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.Routes;
using Microsoft.AspNetCore.Routing;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Makes the table of all routes, once everything is mapped.</summary>
internal sealed class RouteSource(ContractDescriptors contracts, PlanSource plans, CallParts parts)
{
    private readonly List<Mapping> _mappings = [];
    private RouteTable<MatchedRoute>? _table;

    public RouteTable<MatchedRoute> Table => LazyInitializer.EnsureInitialized(ref _table, Make);

    /// <summary>Gets whether anything is mapped.</summary>
    public bool IsMapped => _mappings.Count > 0;

    public OtherVerb OtherVerbs { get; } = new(parts);

    public void Add(Mapping mapping) => _mappings.Add(mapping);

    private RouteTable<MatchedRoute> Make()
    {
        var table = new RouteTable<MatchedRoute>();
        foreach (var mapping in _mappings)
        {
            if (mapping.Invoker is null)
            {
                AddServices(table, mapping);
            }
            else
            {
                AddChannel(table, mapping, mapping.Invoker);
            }
        }

        foreach (var endpoints in _mappings.Select(mapping => mapping.Endpoints).Distinct())
        {
            AddOwnPaths(table, endpoints);
        }

        return table;
    }

    private void AddServices(RouteTable<MatchedRoute> table, Mapping mapping)
    {
        foreach (var endpoint in mapping.Endpoints.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.RoutePattern.RawText is { } path && contracts.Find(path) is { } method)
            {
                Add(table, plans.Of(method), plan => ServiceRoute.Create(plan, endpoint, mapping));
            }
        }
    }

    private void AddChannel(RouteTable<MatchedRoute> table, Mapping mapping, Grpc.Core.CallInvoker invoker)
    {
        foreach (var method in contracts.Methods)
        {
            Add(table, plans.Of(method), plan => ChannelRoute.Create(plan, invoker, mapping));
        }
    }

    private static void Add(RouteTable<MatchedRoute> table, IEnumerable<RoutePlan> plans, Func<RoutePlan, MatchedRoute> create)
    {
        foreach (var plan in plans)
        {
            var route = create(plan);
            foreach (var verb in plan.Verbs)
            {
                if (table.Add(verb, plan.Route.Path, route) is not null && verb == plan.Route.Verb)
                {
                    throw new InvalidOperationException(
                        $"{plan.Route} of {plan.Method.FullName} matches the same requests as another route."
                        + " Change one of them in its contract.");
                }
            }
        }
    }

    // A path of the application that is more specific than a route is still the application's.
    private static void AddOwnPaths(RouteTable<MatchedRoute> table, IEndpointRouteBuilder endpoints)
    {
        foreach (var endpoint in endpoints.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>())
        {
            var verbs = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } some ? some : ["*"];
            if (OwnPath.TemplateOf(endpoint.RoutePattern) is { } path)
            {
                foreach (var verb in verbs)
                {
                    table.Add(verb, path, PassedOn.Instance, isSilent: true);
                }
            }
        }
    }
}
