using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CodeFirst.Contracts;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Users;

namespace CodeFirst.Server.Activity;

/// <summary>
/// Stores a stream of events: while some are on their way to the disk, the next ones gather and go together after them.
/// </summary>
internal sealed class ActivityRecorder(IActivityStore store, StoreDamage damage, TimeProvider clock)
{
    // How far a caller may be ahead of the disk; then its stream is not read on.
    private const int MaxWaitingEvents = 256;

    public async IAsyncEnumerable<RecordActivityResponse> RecordAsync(
        IAsyncEnumerable<RecordActivityRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = Channel.CreateBounded<RecordActivityRequest>(
            new BoundedChannelOptions(MaxWaitingEvents) { SingleReader = true, SingleWriter = true });
        var reading = ReadAsync(requests, waiting.Writer, ended.Token);
        try
        {
            var batch = new List<NewEvent>();
            while (await waiting.Reader.WaitToReadAsync(CancellationToken.None))
            {
                batch.Clear();
                Exception? failure = null;
                while (failure is null && batch.Count < MaxWaitingEvents && waiting.Reader.TryRead(out var request))
                {
                    failure = ActivityFields.Check(request);
                    if (failure is null)
                    {
                        batch.Add(ToEvent(request));
                    }
                }

                damage.ThrowIfFound();

                // What was read is stored and answered, also when the stream is being ended.
                var sequences = batch.Count == 0 ? [] : await store.AppendAsync(batch, CancellationToken.None);
                for (var i = 0; i < sequences.Count; i++)
                {
                    yield return new RecordActivityResponse
                    {
                        UserId = batch[i].UserId,
                        EventId = batch[i].EventId,
                        Sequence = sequences[i],
                    };
                }

                if (sequences.Count < batch.Count)
                {
                    throw Errors.UserNotFound(batch[sequences.Count].UserId);
                }

                if (failure is not null)
                {
                    throw failure;
                }
            }
        }
        finally
        {
            await ended.CancelAsync();
            await reading;
        }
    }

    /// <summary>Passes the requests on. How their stream ends, well or not, is how the channel ends.</summary>
    private static async Task ReadAsync(
        IAsyncEnumerable<RecordActivityRequest> requests, ChannelWriter<RecordActivityRequest> waiting, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var request in requests.WithCancellation(cancellationToken))
            {
                await waiting.WriteAsync(request, cancellationToken);
            }

            waiting.Complete();
        }
        catch (Exception exception)
        {
            waiting.Complete(exception);
        }
    }

    private NewEvent ToEvent(RecordActivityRequest request)
    {
        var at = clock.GetUtcNow();

        return new NewEvent(
            request.UserId,
            request.EventId.Length > 0 ? request.EventId : ActivityFields.NewEventId(at),
            request.EventType,
            request.Description.Trim(),
            at);
    }
}
