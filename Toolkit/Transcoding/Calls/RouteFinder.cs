using CodeFirst.Transcoding.Routes;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Finds the route of each request before all other middleware, so that these see the call it becomes.</summary>
internal sealed class RouteFinder(RequestDelegate next, RouteSource routes)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        if (context.GetEndpoint() is not null || IsGrpc(request))
        {
            return next(context);
        }

        var table = routes.Table;
        if (table.TryFind(request.Method, RequestPath.Of(RequestInput.TargetOf(request)), out var route, out var others))
        {
            return route.AnswerAsync(context, next);
        }

        if (others is not null)
        {
            context.SetEndpoint(routes.OtherVerbs.Endpoint(others, CorsOf(request, table)));
        }

        return next(context);
    }

    // A preflight request is answered by the CORS middleware, if it is there, by the rules of the route that is asked about.
    private static ICorsMetadata? CorsOf(IHttpRequestFeature request, RouteTable<MatchedRoute> table) =>
        HttpMethods.IsOptions(request.Method)
        && request.Headers.AccessControlRequestMethod is [{ } verb]
        && table.TryFind(verb, RequestPath.Of(RequestInput.TargetOf(request)), out var route, out _)
            ? route.Endpoint?.Metadata.GetMetadata<ICorsMetadata>()
            : null;

    private static bool IsGrpc(IHttpRequestFeature request) =>
        HttpMethods.IsPost(request.Method)
        && request.Headers.ContentType is [{ } type]
        && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);
}
