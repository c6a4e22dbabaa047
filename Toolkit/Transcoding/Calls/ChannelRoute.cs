using CodeFirst.Transcoding.Errors;
using CodeFirst.Transcoding.Streams;
using Grpc.Core;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace CodeFirst.Transcoding.Calls;

/// <summary>
/// Answers a route by calling a service elsewhere. It is an endpoint: middleware of the application runs before it, on the request as it
/// came.
/// </summary>
internal sealed class ChannelRoute : MatchedRoute
{
    private readonly RoutePlan _plan;
    private readonly ChannelCalls _calls;
    private readonly Endpoint _endpoint;

    private ChannelRoute(RoutePlan plan, CallInvoker invoker, Mapping? mapping)
    {
        _plan = plan;
        _calls = new ChannelCalls(plan, invoker);
        var builder = new RouteEndpointBuilder(CallAsync, RoutePatternFactory.Parse("/"), order: 0)
        {
            DisplayName = plan.Route.ToString(),
        };
        builder.Metadata.Add(plan.Metadata);
        builder.Metadata.Add(new RouteName(plan.Route.Path.Text));
        mapping?.Apply(builder);
        _endpoint = builder.Build();
    }

    public static ChannelRoute Create(RoutePlan plan, CallInvoker invoker, Mapping? mapping) => new(plan, invoker, mapping);

    public override Endpoint Endpoint => _endpoint;

    public override Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        context.SetEndpoint(_endpoint);

        return next(context);
    }

    /// <summary>Calls the service, behind all middleware.</summary>
    public async Task CallAsync(HttpContext context)
    {
        var (request, reply) = (RequestInput.Of(context), Reply.Of(context));
        if (_plan.Method.IsClientStreaming)
        {
            RequestLimits.Lift(context);
        }

        try
        {
            await _calls.AnswerAsync(request, reply);
        }
        catch (Exception exception) when (request.Aborted.IsCancellationRequested || exception is ConnectionResetException)
        {
            // Reading a body may fail before the request is known to be aborted. Then Kestrel would read on, and log that it cannot.
            context.Abort();
            if (!reply.HasStarted)
            {
                reply.StatusCode = HttpStatuses.ClientClosedRequest; // nobody reads it; logs and traces do
            }
        }
        catch (RequestError error) when (!reply.HasStarted)
        {
            _plan.Parts.FailureWriter.Write(reply, _plan.Parts.Failures.Of(error, _plan.Method));
        }
        catch (RpcException error) when (!reply.HasStarted)
        {
            _plan.Parts.FailureWriter.Write(reply, _calls.FailureOf(error));
        }
    }

    // Telemetry names a request after it.
    private sealed record RouteName(string Route) : IRouteDiagnosticsMetadata;
}
