using System.IO.Pipelines;
using CodeFirst.Transcoding.Errors;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Transcoding.Calls;

/// <summary>
/// A call with JSON in the form of an HTTP request, as the finder of routes would have taken it. What is answered stays here.
/// </summary>
internal sealed class JsonExchange :
    IHttpRequestFeature, IRequestBodyPipeFeature, IHttpResponseFeature, IHttpRequestLifetimeFeature, IAsyncDisposable
{
    // They belong to the request that brings the call, not to the call: its body, what its caller accepts, and its own conditions.
    private static readonly string[] NotPassedOn =
        ["accept", "content-", "if-", "range", "last-event-id", "idempotency-key", "grpc-", "mcp-", "expect", "connection", "transfer-encoding"];

    private readonly RoutePlan _plan;
    private readonly JsonCall _call;
    private readonly CancellationTokenSource _aborted;
    private readonly JsonExchangeBody _body;
    private readonly MemoryInput _input;
    private readonly List<(Func<object, Task> Callback, object State)> _starting = [];
    private readonly List<(Func<object, Task> Callback, object State)> _completed = [];
    private Failure? _failure;

    public JsonExchange(RoutePlan plan, JsonCall call, CancellationToken cancellationToken)
    {
        (_plan, _call) = (plan, call);
        _aborted = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        RequestAborted = _aborted.Token;
        _input = new MemoryInput(call.Request);
        _body = new JsonExchangeBody(this, plan.Method.IsServerStreaming ? call.OnMessage : null);
        RequestHeaders = Headers(call);
        RequestHeaders.ContentType = plan.Method.IsClientStreaming ? HttpBody.Lines : "application/json";
        RequestHeaders.ContentLength = call.Request.Length;
        Path = RawTarget = plan.MethodPath;
    }

    /// <summary>Gets whether what takes the messages has had enough.</summary>
    public bool IsStopped { get; private set; }

    public CancellationToken RequestAborted { get; set; }

    public bool HasStarted { get; private set; }

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    // Answers may be sent while the request still is.
    public string Protocol { get; set; } = "HTTP/2";

    public string Scheme { get; set; } = "http";

    public string Method { get; set; } = HttpMethods.Post;

    public string PathBase { get; set; } = "";

    public string Path { get; set; }

    public string QueryString { get; set; } = "";

    public string RawTarget { get; set; }

    public IHeaderDictionary RequestHeaders { get; set; }

    PipeReader IRequestBodyPipeFeature.Reader => _input;

    IHeaderDictionary IHttpRequestFeature.Headers
    {
        get => RequestHeaders;
        set => RequestHeaders = value;
    }

    Stream IHttpRequestFeature.Body
    {
        get => _input.AsStream();
        set => throw new NotSupportedException("The body of a call with JSON cannot be replaced.");
    }

    IHeaderDictionary IHttpResponseFeature.Headers { get; set; } = new HeaderDictionary();

    Stream IHttpResponseFeature.Body
    {
        get => _body.AsStream();
        set => throw new NotSupportedException("Replace IHttpResponseBodyFeature instead.");
    }

    /// <summary>Makes the request, with what it has of the one it is made for.</summary>
    public HttpContext Open(IServiceProvider services)
    {
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(this);
        features.Set<IRequestBodyPipeFeature>(this);
        features.Set<IHttpResponseFeature>(this);
        features.Set<IHttpResponseBodyFeature>(_body);
        features.Set<IHttpRequestLifetimeFeature>(this);
        var context = new DefaultHttpContext(features) { RequestServices = services };
        if (_call.Caller is { } caller)
        {
            features.Set(caller.Features.Get<IHttpConnectionFeature>());
            features.Set(caller.Features.Get<ITlsConnectionFeature>());
            Scheme = caller.Request.Scheme;
            context.User = caller.User;
            context.TraceIdentifier = caller.TraceIdentifier;
        }

        return context;
    }

    public void OnStarting(Func<object, Task> callback, object state) => _starting.Add((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) => _completed.Add((callback, state));

    public void Abort() => _aborted.Cancel();

    /// <summary>Takes an error instead of its text.</summary>
    public void Fail(Failure failure) => _failure = failure;

    /// <summary>Ends the call: no more messages are wanted.</summary>
    public async ValueTask StopAsync()
    {
        IsStopped = true;
        await _aborted.CancelAsync();
    }

    public async ValueTask StartAsync()
    {
        if (!HasStarted)
        {
            HasStarted = true;
            await RunAsync(_starting);
        }
    }

    /// <summary>Does what a server does when a request is over.</summary>
    public async ValueTask CompleteAsync()
    {
        await StartAsync();
        await RunAsync(_completed);
    }

    /// <summary>Returns how the call ended.</summary>
    public JsonAnswer Answer()
    {
        if (IsStopped)
        {
            return new JsonAnswer(default, error: null);
        }

        // Middleware may have answered by itself, in its own form.
        if (_failure is null && StatusCode >= StatusCodes.Status400BadRequest)
        {
            _failure = _plan.Parts.Failures.Of(RequestError.Of(StatusCode, Method), _plan.Method);
        }

        return _failure is null
            ? new JsonAnswer(_plan.Method.IsServerStreaming ? default : _body.TakeText(), error: null)
            : new JsonAnswer(default, _failure.Status);
    }

    public ValueTask DisposeAsync()
    {
        _body.Dispose();
        _aborted.Dispose();

        return default;
    }

    private static HeaderDictionary Headers(JsonCall call)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, values) in call.Caller?.Request.Headers ?? new HeaderDictionary())
        {
            if (!Array.Exists(NotPassedOn, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                headers[name] = values;
            }
        }

        if (call.Deadline is { } deadline)
        {
            headers[CallDeadline.Header] = CallDeadline.Write(deadline);
        }

        return headers;
    }

    private static async ValueTask RunAsync(List<(Func<object, Task> Callback, object State)> callbacks)
    {
        // The last comes first, as in a server; one may add another.
        while (callbacks is [.., var (callback, state)])
        {
            callbacks.RemoveAt(callbacks.Count - 1);
            await callback(state);
        }
    }
}
