using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Hosting.Calls;

/// <summary>
/// Writes the messages of a stream, and resets it if one waits for too long: HTTP/2 lets a caller hold a stream open without ever reading
/// it. A message costs one assignment; a timer looks now and then whether the same message still waits.
/// </summary>
internal sealed class LimitedWriter<T> : IServerStreamWriter<T>, IDisposable
{
    private const int LooksPerWait = 4;

    // gRPC clients read this as RESOURCE_EXHAUSTED: the caller uses more than it should.
    private const int EnhanceYourCalm = 0xb;

    private readonly IServerStreamWriter<T> _inner;
    private readonly ServerCallContext _context;
    private readonly TimeSpan _longest;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly Lock _ending = new();
    private bool _isOver;
    private Task? _last;
    private Task? _waiting;
    private long _since;

    public LimitedWriter(IServerStreamWriter<T> inner, ServerCallContext context, TimeSpan longest, TimeProvider clock, ILogger logger)
    {
        _inner = inner;
        _context = context;
        _longest = longest;
        _clock = clock;
        _logger = logger;
        var pause = longest / LooksPerWait;
        _timer = clock.CreateTimer(static writer => ((LimitedWriter<T>)writer!).Look(), this, pause, pause);
    }

    public WriteOptions? WriteOptions
    {
        get => _inner.WriteOptions;
        set => _inner.WriteOptions = value;
    }

    public Task WriteAsync(T message) => _last = _inner.WriteAsync(message);

    public Task WriteAsync(T message, CancellationToken cancellationToken) => _last = _inner.WriteAsync(message, cancellationToken);

    public void Dispose()
    {
        _timer.Dispose();
        lock (_ending)
        {
            _isOver = true; // the request is used for another call soon, which must not be reset
        }
    }

    private void Look()
    {
        var last = Volatile.Read(ref _last);
        if (last is null or { IsCompleted: true })
        {
            _waiting = null;
        }
        else if (last != _waiting)
        {
            _waiting = last;
            _since = _clock.GetTimestamp();
        }
        else if (_clock.GetElapsedTime(_since) >= _longest)
        {
            lock (_ending)
            {
                if (!_isOver)
                {
                    _isOver = true;
                    Reset(_context.GetHttpContext());
                }
            }
        }
    }

    private void Reset(HttpContext http)
    {
        HostingLog.NotRead(_logger, _context.Method, _longest.TotalSeconds);
        http.Features.Get<IHttpResetFeature>()?.Reset(EnhanceYourCalm);
        if (!http.RequestAborted.IsCancellationRequested)
        {
            http.Abort(); // HTTP/1.1 cannot end a response and keep the connection
        }
    }
}
