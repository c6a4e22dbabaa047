using CodeFirst.Transcoding.Routes;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Finds the route of each request before all other middleware, so that these see the call it becomes.</summary>
internal sealed class RouteFinder
{
    private readonly RequestDelegate _next;
    private readonly RouteSource _routes;
    private readonly CallParts _parts;

    public RouteFinder(RequestDelegate next, RouteSource routes, CallParts parts, ServicePipeline pipeline)
    {
        (_next, _routes, _parts) = (next, routes, parts);
        pipeline.Next = next;
    }

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        if (context.GetEndpoint() is not null || IsGrpc(request))
        {
            return _next(context);
        }

        var table = _routes.Table;
        if (table.TryFind(request.Method, RequestPath.Of(RequestInput.TargetOf(request)), out var route, out var others))
        {
            return route.AnswerAsync(context, _next);
        }

        if (others is not null)
        {
            context.SetEndpoint(_routes.OtherVerbs.Endpoint(others, CorsOf(request, table)));

            return _next(context);
        }

        return PassOnAsync(context);
    }

    // What the application does not know either, a caller would get without a word.
    private async Task PassOnAsync(HttpContext context)
    {
        await _next(context);
        var response = context.Response;
        if (_routes.IsMapped && context.GetEndpoint() is null
            && response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false, ContentLength: null, ContentType: null })
        {
            _parts.Refuse(context, response.StatusCode);
        }
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
