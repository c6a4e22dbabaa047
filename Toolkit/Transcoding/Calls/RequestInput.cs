using System.IO.Pipelines;
using CodeFirst.Transcoding.Streams;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Transcoding.Calls;

/// <summary>A request as it came over HTTP.</summary>
internal sealed class RequestInput(
    HttpContext context, IHttpRequestFeature request, IRequestBodyPipeFeature? body, IHttpRequestLifetimeFeature lifetime)
{
    public static RequestInput Of(HttpContext context) => new(
        context,
        context.Features.GetRequiredFeature<IHttpRequestFeature>(),
        context.Features.Get<IRequestBodyPipeFeature>(),
        context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>());

    public string Verb => request.Method;

    public string Target => TargetOf(request);

    public string QueryString => request.QueryString;

    public IHeaderDictionary Headers => request.Headers;

    /// <summary>Gets whether requests and answers can be sent at the same time.</summary>
    public bool IsDuplex => HttpProtocol.IsHttp2(request.Protocol) || HttpProtocol.IsHttp3(request.Protocol);

    public PipeReader Body => body?.Reader ?? PipeReader.Create(request.Body);

    public CancellationToken Aborted => lifetime.RequestAborted;

    /// <summary>Lets a body come as slowly as it does: the server would end a connection that other calls share.</summary>
    public void LiftLowestRate()
    {
        if (IsDuplex)
        {
            RequestLimits.LiftLowestRate(context);
        }
    }

    /// <summary>Returns the target of the request line; a server that does not know it knows the path.</summary>
    public static string TargetOf(IHttpRequestFeature request) => request.RawTarget is { Length: > 0 } target
        ? target
        : new PathString(request.PathBase).Add(new PathString(request.Path)).ToUriComponent();
}
