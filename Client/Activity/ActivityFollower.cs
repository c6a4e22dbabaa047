using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Client.Activity;

/// <summary>Follows the activity of a user over as many streams as it takes.</summary>
internal sealed class ActivityFollower(IUserService users, TimeProvider clock, Metadata? headers = null)
{
    public async IAsyncEnumerable<ActivityEvent> FollowAsync(
        string userId, long afterSequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reconnection = new Reconnection(clock);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reconnection.Opens();
            var request = new StreamActivityRequest { UserId = userId, AfterSequence = afterSequence, Follow = true };
            var events = users
                .StreamUserActivityAsync(request, new CallOptions(headers, cancellationToken: cancellationToken))
                .GetAsyncEnumerator(cancellationToken);
            RpcException cut;
            try
            {
                while (true)
                {
                    var (next, error) = await NextAsync(events, afterSequence, cancellationToken).ConfigureAwait(false);
                    if (next is null)
                    {
                        cut = error!;
                        break;
                    }

                    afterSequence = next.Sequence;
                    reconnection.HasProgressed();

                    yield return next;
                }
            }
            finally
            {
                await events.DisposeAsync().ConfigureAwait(false);
            }

            if (!reconnection.IsWorthwhile(cut))
            {
                ExceptionDispatchInfo.Throw(cut);
            }

            await reconnection.WaitAsync(cut, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns the next event that was not handed out yet, or why there is none.</summary>
    private static async ValueTask<(ActivityEvent? Next, RpcException? Cut)> NextAsync(
        IAsyncEnumerator<ActivityEvent> events, long afterSequence, CancellationToken cancellationToken)
    {
        try
        {
            while (await events.MoveNextAsync().ConfigureAwait(false))
            {
                var sequence = events.Current.Sequence;
                if (sequence == afterSequence + 1)
                {
                    return (events.Current, null);
                }

                if (sequence > afterSequence)
                {
                    return (null, Cut(StatusCode.DataLoss, $"The server left out the events between {afterSequence} and {sequence}."));
                }

                if (sequence < 1)
                {
                    throw Cut(StatusCode.Unimplemented, "The server does not number its events, so they cannot be followed.");
                }
            }

            // A server that knows `follow` does not end such a stream well; what is in between might.
            return (null, Cut(StatusCode.Internal, "The stream of a follower ended."));
        }
        catch (RpcException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (RpcException cut)
        {
            return (null, cut);
        }
    }

    private static RpcException Cut(StatusCode code, string message) => new(new Status(code, message));
}
