using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Client.Activity;

/// <summary>The events that were sent and not answered, in the order sent; there is room for so many.</summary>
internal sealed class UnansweredEvents(int room) : IDisposable
{
    private readonly Queue<UnansweredEvent> _events = new();
    private readonly SemaphoreSlim _room = new(room);

    public bool IsEmpty
    {
        get
        {
            lock (_events)
            {
                return _events.Count == 0;
            }
        }
    }

    public Task WaitForRoomAsync(CancellationToken cancellationToken) => _room.WaitAsync(cancellationToken);

    /// <summary>Gives back the room that was waited for.</summary>
    public void LeaveRoom() => _room.Release();

    /// <summary>Adds what is about to be sent, after waiting for room.</summary>
    public void Add(UnansweredEvent sent)
    {
        lock (_events)
        {
            _events.Enqueue(sent);
        }
    }

    /// <summary>Returns what to send again, without what nobody waits for any more.</summary>
    public IReadOnlyList<RecordActivityRequest> Again()
    {
        lock (_events)
        {
            for (var count = _events.Count; count > 0; count--)
            {
                var sent = _events.Dequeue();
                if (sent.IsGivenUp)
                {
                    LeaveRoom();
                }
                else
                {
                    _events.Enqueue(sent);
                }
            }

            return [.. _events.Select(sent => sent.Request)];
        }
    }

    /// <summary>Hands the answer to the first event, whose it must be: the server answers in order.</summary>
    public void Answer(RecordActivityResponse answer)
    {
        lock (_events)
        {
            if (!_events.TryPeek(out var first) || first.Request.EventId != answer.EventId || first.Request.UserId != answer.UserId)
            {
                throw new RpcException(
                    new Status(StatusCode.DataLoss, $"The server answered '{answer.EventId}', which is not the next event."));
            }

            TakeFirst().Answer(answer);
        }
    }

    /// <summary>Fails the first event. Returns false if there is none.</summary>
    public bool TryFailFirst(Exception error)
    {
        lock (_events)
        {
            if (_events.Count == 0)
            {
                return false;
            }

            TakeFirst().Fail(error);

            return true;
        }
    }

    public void FailAll(Exception error)
    {
        while (TryFailFirst(error))
        {
        }
    }

    public void Dispose() => _room.Dispose();

    private UnansweredEvent TakeFirst()
    {
        LeaveRoom();

        return _events.Dequeue();
    }
}
