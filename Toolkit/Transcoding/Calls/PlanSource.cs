using CodeFirst.Transcoding.Routes;
using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Makes the plans of routes.</summary>
internal sealed class PlanSource(CallParts parts, MessageTexts texts)
{
    /// <summary>
    /// Returns the plans of the routes of a method; of one without routes that of its own path, if the options ask for it.
    /// </summary>
    public IEnumerable<RoutePlan> Of(MethodDescriptor method)
    {
        var routes = HttpRoutes.Of(method);
        if (routes.Count == 0 && parts.Options.ServesMethodsWithoutRoute)
        {
            routes = [HttpRoutes.Unrouted(method)];
        }

        return routes.Select(Plan);
    }

    /// <summary>Returns the plan of a method at its own path, whatever routes it has.</summary>
    public RoutePlan Unrouted(MethodDescriptor method) => Plan(HttpRoutes.Unrouted(method));

    private RoutePlan Plan(HttpRoute route) => new(route, texts, parts);
}
