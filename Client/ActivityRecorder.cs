using System.Threading.Channels;
using CodeFirst.Calling;
using CodeFirst.Client.Activity;
using CodeFirst.Contracts;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Client;

/// <summary>
/// Records events over one stream for all callers, and opens a new stream when one breaks. Create it once, or register it as a singleton.
/// It is safe for use by many threads at once.
/// </summary>
/// <remarks>
/// <para>Events are stored in the order of the calls of <see cref="RecordAsync"/>, once each. An event without an id gets one. When a
/// stream breaks, unanswered events are sent again, in order, and the server recognizes them by their ids.</para>
/// <para>A broken stream is opened again as in
/// <see cref="UserServiceExtensions.FollowActivityAsync(IUserService, string, long, CancellationToken)"/>: after UNAVAILABLE without a
/// limit, and after uncertain errors up to ten times in a row. Then, or at once for any other error (PERMISSION_DENIED, UNAUTHENTICATED),
/// all waiting events fail with it. The recorder continues with the next ones.</para>
/// </remarks>
public sealed class ActivityRecorder : IAsyncDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly IUserService _users;
    private readonly ActivityRecorderOptions _options;
    private readonly Channel<UnansweredEvent> _waiting = Channel.CreateUnbounded<UnansweredEvent>();
    private readonly UnansweredEvents _unanswered;
    private readonly CancellationTokenSource _givenUp = new();
    private readonly Task _recording;

    /// <summary>Creates a recorder. It opens a stream when there is an event to record.</summary>
    /// <param name="users">The service.</param>
    /// <param name="options">How it works. Default: as <see cref="ActivityRecorderOptions"/> says.</param>
    public ActivityRecorder(IUserService users, ActivityRecorderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(users);
        _options = options ?? new ActivityRecorderOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxUnanswered, 1, nameof(options));
        ThrowIfNoWait(_options.IdleTimeout, nameof(options));
        ThrowIfNoWait(_options.DisposeTimeout, nameof(options));

        _users = users;
        _unanswered = new UnansweredEvents(_options.MaxUnanswered);

        // It outlives the request in which it may be made: the streams must not have the trace, nor the deadline, of that one.
        using (ExecutionContext.SuppressFlow())
        {
            _recording = Task.Run(RecordAllAsync);
        }
    }

    /// <summary>Records one event. The response means that it is on disk.</summary>
    /// <remarks>
    /// Any number of calls can wait at once. Up to <see cref="ActivityRecorderOptions.MaxUnanswered"/> of their events are in flight, and
    /// the others wait in memory. So await each call, or limit how many you don't.
    /// </remarks>
    /// <param name="request">
    /// The event. Without an <see cref="RecordActivityRequest.EventId"/> it gets a UUID here, and is stored once however often it is sent.
    /// </param>
    /// <param name="cancellationToken">
    /// Ends the wait for this event alone. If it was sent already, it may be stored.
    /// </param>
    /// <returns>The answer, with the id and the sequence of the event.</returns>
    /// <exception cref="RpcException">
    /// The event was refused, and it alone: NOT_FOUND (no such user), INVALID_ARGUMENT. Or it could not be recorded, as the class says.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">
    /// The recorder was completed or disposed before; or it was disposed before the event was answered, which may be stored nevertheless.
    /// </exception>
    public Task<RecordActivityResponse> RecordAsync(RecordActivityRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<RecordActivityResponse>(cancellationToken);
        }

        var sent = new UnansweredEvent(string.IsNullOrEmpty(request.EventId) ? request with { EventId = NewEventId() } : request);

        return _waiting.Writer.TryWrite(sent)
            ? sent.WaitAsync(cancellationToken)
            : Task.FromException<RecordActivityResponse>(
                new ObjectDisposedException(nameof(ActivityRecorder), "No more events are recorded."));
    }

    /// <summary>Takes no more events, and waits until each has its response or has failed.</summary>
    /// <param name="cancellationToken">Ends the wait. The recorder continues until it is disposed.</param>
    /// <returns>A task that ends when no event is waiting. It does not fail if events do: their own calls fail.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        _waiting.Writer.TryComplete();

        return _recording.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// As <see cref="CompleteAsync"/>, for at most <see cref="ActivityRecorderOptions.DisposeTimeout"/>. Then the remaining events fail
    /// with
    /// <see cref="ObjectDisposedException"/>.
    /// </summary>
    /// <returns>A task that ends when the stream is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        try
        {
            await _recording.WaitAsync(_options.DisposeTimeout, _options.TimeProvider).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await _givenUp.CancelAsync().ConfigureAwait(false);
            await _recording.ConfigureAwait(false);
        }

        _unanswered.Dispose(); // not _givenUp: another who disposes may still cancel it, and it holds nothing
    }

    // A task cannot wait for longer: the recorder would stand still at its first pause, and nobody would hear why.
    private static void ThrowIfNoWait(TimeSpan time, string parameter)
    {
        if (time != Timeout.InfiniteTimeSpan && (time < TimeSpan.Zero || time > Day))
        {
            throw new ArgumentOutOfRangeException(
                parameter, time, "IdleTimeout and DisposeTimeout are times from zero to a day, or Timeout.InfiniteTimeSpan for no end.");
        }
    }

    private async Task RecordAllAsync()
    {
        var reconnection = new Reconnection(_options.TimeProvider);
        try
        {
            while (!_unanswered.IsEmpty || await _waiting.Reader.WaitToReadAsync(_givenUp.Token).ConfigureAwait(false))
            {
                try
                {
                    reconnection.Opens();
                    await RecordOverOneStreamAsync(reconnection).ConfigureAwait(false);
                }
                catch (Exception failure) when (!_givenUp.IsCancellationRequested)
                {
                    if (failure is RpcException refusal && IsOfOneEvent(refusal) && _unanswered.TryFailFirst(refusal))
                    {
                        reconnection.HasProgressed();
                    }
                    else if (failure is RpcException cut && reconnection.IsWorthwhile(cut))
                    {
                        await reconnection.WaitAsync(cut, _givenUp.Token).ConfigureAwait(false);
                    }
                    else
                    {
                        FailAll(failure);
                    }
                }
            }
        }
        catch (Exception) when (_givenUp.IsCancellationRequested)
        {
            FailAll(new ObjectDisposedException(nameof(ActivityRecorder), "The recorder was disposed before the event was answered."));
        }
    }

    // The server answers all events before the one that it refuses, and stores none after it: it is the first that has no answer.
    // A message that is too large is not sent, or refused before it is known to be an event: with the name of the status for a reason.
    private static bool IsOfOneEvent(RpcException refusal) =>
        refusal is { StatusCode: StatusCode.InvalidArgument or StatusCode.NotFound } or UnsentMessageException
            or { StatusCode: StatusCode.ResourceExhausted, Reason: "RESOURCE_EXHAUSTED" };

    private async Task RecordOverOneStreamAsync(Reconnection reconnection)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_givenUp.Token);
        var stream = Channel.CreateUnbounded<RecordActivityRequest>(); // there is no room for more than MaxUnanswered
        foreach (var request in _unanswered.Again())
        {
            stream.Writer.TryWrite(request);
        }

        // Without the flag, an event that meets the end of the stream hides why the server ended it.
        var context = new CallContext(new CallOptions(cancellationToken: ended.Token), CallContextFlags.IgnoreStreamTermination);
        var feeding = FeedAsync(stream.Writer, ended.Token);
        try
        {
            var answers = _users.RecordActivityAsync(stream.Reader.ReadAllAsync(CancellationToken.None), context);
            await foreach (var answer in answers.ConfigureAwait(false))
            {
                _unanswered.Answer(answer);
                reconnection.HasProgressed();
            }
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await feeding.ConfigureAwait(false);
        }

        if (!_unanswered.IsEmpty)
        {
            throw new RpcException(new Status(StatusCode.Internal, "The stream ended before all events were answered."));
        }
    }

    /// <summary>Passes events on while there is room, until the stream ends, or is idle, or no more will come.</summary>
    private async Task FeedAsync(ChannelWriter<RecordActivityRequest> stream, CancellationToken ended)
    {
        try
        {
            while (await HasNextAsync(ended).ConfigureAwait(false))
            {
                await _unanswered.WaitForRoomAsync(ended).ConfigureAwait(false);
                if (_waiting.Reader.TryRead(out var next) && !next.IsGivenUp)
                {
                    _unanswered.Add(next);
                    stream.TryWrite(next.Request);
                }
                else
                {
                    _unanswered.LeaveRoom();
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // What is not passed on waits for the next stream.
        }

        stream.TryComplete();
    }

    private async ValueTask<bool> HasNextAsync(CancellationToken ended)
    {
        if (_waiting.Reader.TryPeek(out _))
        {
            return true; // without a timer
        }

        try
        {
            return await _waiting.Reader.WaitToReadAsync(ended).AsTask()
                .WaitAsync(_options.IdleTimeout, _options.TimeProvider, ended).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private void FailAll(Exception error)
    {
        _unanswered.FailAll(error);
        while (_waiting.Reader.TryRead(out var waiting))
        {
            waiting.Fail(error);
        }
    }

    private string NewEventId() => Guid.CreateVersion7(_options.TimeProvider.GetUtcNow()).ToString();
}
