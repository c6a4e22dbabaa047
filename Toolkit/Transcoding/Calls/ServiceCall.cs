using System.IO.Pipelines;
using CodeFirst.Transcoding.Errors;
using CodeFirst.Transcoding.Streams;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Transcoding.Calls;

/// <summary>
/// One call of a method of this process. While it runs, it stands in for the features of the request: what comes after sees a gRPC call
/// over HTTP/2, and what it answers stays here. Headers that middleware sets are those of the HTTP answer; from <see cref="EnterMethod"/>
/// on they are metadata.
/// </summary>
internal sealed class ServiceCall :
    IHttpRequestFeature, IHttpResponseFeature, IHttpResponseTrailersFeature, IRequestBodyPipeFeature, IHttpResetFeature,
    IHttpRequestLifetimeFeature, IAsyncDisposable
{
    private const string Http2 = "HTTP/2";

    private readonly HttpContext _context;
    private readonly IHttpRequestFeature _request;
    private readonly IHttpResponseFeature _response;
    private readonly IHttpResponseBodyFeature _responseBody;
    private readonly IHttpResponseTrailersFeature? _trailers;
    private readonly IHttpResetFeature? _reset;
    private readonly IHttpRequestLifetimeFeature _lifetime;
    private readonly IRequestBodyPipeFeature? _bodyPipe;
    private readonly CapturedBody _captured;
    private readonly string _path;
    private IHeaderDictionary _requestHeaders;
    private IHeaderDictionary _responseHeaders;
    private IHeaderDictionary? _trailerHeaders;
    private int _startingThread;
    private PipeReader _input = EmptyInput.Instance;

    public ServiceCall(HttpContext context, RoutePlan plan)
    {
        _context = context;
        Plan = plan;
        _path = plan.MethodPath;
        var features = context.Features;
        _request = features.GetRequiredFeature<IHttpRequestFeature>();
        _response = features.GetRequiredFeature<IHttpResponseFeature>();
        _responseBody = features.GetRequiredFeature<IHttpResponseBodyFeature>();
        _lifetime = features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        _trailers = features.Get<IHttpResponseTrailersFeature>();
        _reset = features.Get<IHttpResetFeature>();
        _bodyPipe = features.Get<IRequestBodyPipeFeature>();
        Request = new RequestInput(context, _request, _bodyPipe, _lifetime);
        Reply = new Reply(_response, _responseBody, _request.Method);
        _requestHeaders = new CallHeaders(_request.Headers);
        _responseHeaders = _response.Headers;
        _captured = new CapturedBody(this);
        RequestAborted = _lifetime.RequestAborted;
    }

    public RoutePlan Plan { get; }

    /// <summary>Gets the request as it came.</summary>
    public RequestInput Request { get; }

    /// <summary>Gets the answer to the caller.</summary>
    public Reply Reply { get; }

    /// <summary>Gets what the method has written, in frames.</summary>
    public PooledBuffer Output { get; } = new();

    /// <summary>Gets what the method reads, in frames.</summary>
    public PooledBuffer Input { get; } = new();

    /// <summary>Gets the method, behind all middleware.</summary>
    public required RequestDelegate Method { get; init; }

    /// <summary>Gets or sets what sends the messages of the method as they come; null: they are kept.</summary>
    public ServiceRows? Rows { get; set; }

    /// <summary>Gets or sets whether the caller has the answer, because the deadline was over before the method returned.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Gets or sets whether the caller went away while the request was read.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>Gets whether the method was reached.</summary>
    public bool IsInMethod { get; private set; }

    public bool HasStarted { get; private set; }

    /// <summary>Gets or sets why the request was refused before the method ran.</summary>
    public RequestError? Refusal { get; set; }

    public CancellationToken RequestAborted { get; set; }

    public string? ReasonPhrase { get; set; }

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    IHeaderDictionary IHttpResponseFeature.Headers
    {
        get => _startingThread == Environment.CurrentManagedThreadId ? _response.Headers : _responseHeaders;
        set => _responseHeaders = value;
    }

    /// <summary>Gets the metadata of the method; of middleware that did not let the call through, the headers of the answer.</summary>
    public IHeaderDictionary Headers => _responseHeaders;

    /// <summary>Gets where the status of the call is.</summary>
    public IHeaderDictionary StatusHeaders => HasStarted ? Trailers : _responseHeaders;

    public IHeaderDictionary Trailers
    {
        get => _trailerHeaders ??= new HeaderDictionary();
        set => _trailerHeaders = value;
    }

    public bool HasTrailers => _trailerHeaders is not null;

    PipeReader IRequestBodyPipeFeature.Reader => _input;

    string IHttpRequestFeature.Protocol { get; set; } = Http2;

    string IHttpRequestFeature.Scheme
    {
        get => _request.Scheme;
        set => _request.Scheme = value;
    }

    string IHttpRequestFeature.Method { get; set; } = HttpMethods.Post;

    string IHttpRequestFeature.PathBase { get; set; } = "";

    string IHttpRequestFeature.Path { get; set; } = "";

    string IHttpRequestFeature.QueryString { get; set; } = "";

    string IHttpRequestFeature.RawTarget { get; set; } = "";

    IHeaderDictionary IHttpRequestFeature.Headers
    {
        get => _requestHeaders;
        set => _requestHeaders = value;
    }

    Stream IHttpRequestFeature.Body
    {
        get => _input.AsStream();
        set => _input = PipeReader.Create(value);
    }

    Stream IHttpResponseFeature.Body
    {
        get => _captured.Stream;
        set => throw new NotSupportedException("Replace IHttpResponseBodyFeature instead.");
    }

    /// <summary>Begins to stand in for the request.</summary>
    public void Begin()
    {
        ((IHttpRequestFeature)this).Path = _path;
        ((IHttpRequestFeature)this).RawTarget = _path;
        Set(this, this, _captured, this, this, this, this);
    }

    /// <summary>Gives the request back.</summary>
    public void End() => Set(_request, _response, _responseBody, _trailers, _reset, _lifetime, _bodyPipe);

    /// <summary>Lets the method see what it may, and keeps what it answers apart from what middleware has.</summary>
    public void EnterMethod(IHeaderDictionary metadata, PipeReader input)
    {
        IsInMethod = true;
        _requestHeaders = metadata;
        _input = input;
        _responseHeaders = new HeaderDictionary();
    }

    /// <summary>Sends the answer; middleware that waits for its start sets headers of the HTTP answer, and not metadata.</summary>
    public async ValueTask SendAsync(Func<ValueTask> send)
    {
        _startingThread = Environment.CurrentManagedThreadId;
        ValueTask sending;
        try
        {
            sending = send();
        }
        finally
        {
            _startingThread = 0;
        }

        await sending;
    }

    public void OnStarting(Func<object, Task> callback, object state) => _response.OnStarting(callback, state);

    public void OnCompleted(Func<object, Task> callback, object state) => _response.OnCompleted(callback, state);

    public void Abort() => _lifetime.Abort();

    // gRPC resets a call that is over. The HTTP answer is not, but nobody waits for the rest of its request.
    public void Reset(int errorCode)
    {
        if (!IsInMethod)
        {
            _bodyPipe?.Reader.CancelPendingRead();
        }
    }

    /// <summary>Notes that the method has begun to answer: what follows are trailers.</summary>
    public void Start() => HasStarted = true;

    public ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        HasStarted = true;

        return Rows is null ? default : Rows.SendAsync(cancellationToken);
    }

    // gRPC does so when the deadline is over, while the method still runs. Without a message before, the status is in the headers.
    public Task CompleteAsync()
    {
        var completing = ServiceAnswer.CompleteEarlyAsync(this);
        HasStarted = true;

        return completing;
    }

    public Task CompleteReplyAsync() => _responseBody.CompleteAsync();

    public async ValueTask DisposeAsync()
    {
        if (Rows is not null)
        {
            await Rows.DisposeAsync();
        }

        Input.Dispose();
        Output.Dispose();
    }

    private void Set(
        IHttpRequestFeature request,
        IHttpResponseFeature response,
        IHttpResponseBodyFeature body,
        IHttpResponseTrailersFeature? trailers,
        IHttpResetFeature? reset,
        IHttpRequestLifetimeFeature lifetime,
        IRequestBodyPipeFeature? bodyPipe)
    {
        var features = _context.Features;
        features.Set(request);
        features.Set(response);
        features.Set(body);
        features.Set(trailers);
        features.Set(reset);
        features.Set(lifetime);
        features.Set(bodyPipe);
    }
}
