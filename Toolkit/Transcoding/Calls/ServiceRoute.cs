using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Answers a route with a method of this process: its own gRPC endpoint is called, through all middleware.</summary>
internal sealed class ServiceRoute : MatchedRoute
{
    private readonly RoutePlan _plan;
    private readonly Endpoint _endpoint;
    private readonly RequestDelegate _method;

    private ServiceRoute(RoutePlan plan, Endpoint endpoint, RequestDelegate method)
    {
        _plan = plan;
        _endpoint = endpoint;
        _method = method;
    }

    /// <summary>Makes the endpoint of a route: that of the method, with all that is said about it, and with what was asked for.</summary>
    public static ServiceRoute Create(RoutePlan plan, RouteEndpoint method, Mapping mapping)
    {
        var builder = new RouteEndpointBuilder(CallMethodAsync, method.RoutePattern, method.Order) { DisplayName = method.DisplayName };
        foreach (var item in method.Metadata)
        {
            builder.Metadata.Add(item);
        }

        builder.Metadata.Add(plan.Metadata);
        mapping.Apply(builder);

        return new ServiceRoute(
            plan,
            builder.Build(),
            method.RequestDelegate ?? throw new InvalidOperationException($"The endpoint {method.DisplayName} has no delegate."));
    }

    public override Endpoint Endpoint => _endpoint;

    public override async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var call = new ServiceCall(context, _plan) { Method = _method };
        context.SetEndpoint(_endpoint);
        call.Begin();
        try
        {
            await next(context);
        }
        finally
        {
            call.End();
        }

        try
        {
            await ServiceAnswer.CompleteAsync(call);
        }
        finally
        {
            await call.DisposeAsync();
        }
    }

    // What middleware lets through.
    private static Task CallMethodAsync(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>() is ServiceCall call
            ? ServiceMethod.CallAsync(context, call)
            : throw new InvalidOperationException("Middleware has replaced the request of a transcoded call.");
}
