using System.Runtime.CompilerServices;
using Grpc.Core;

namespace CodeFirst.Hosting;

/// <summary>Sends the messages of a stream together when they are ready together.</summary>
public static class ServerStreamExtensions
{
    // Bounds what waits in memory when a service has everything at hand and the caller reads slowly.
    private const int MostTogether = 64;

    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);

    /// <summary>
    /// Sends responses that are ready at once together, up to 64 of them, and every other one as soon as it is there. By itself, gRPC
    /// for .NET flushes each message on its own.
    /// </summary>
    /// <param name="responses">The responses, in their order. The one after the current one is asked for before that is sent.</param>
    /// <param name="context">The call, whose <see cref="ServerCallContext.WriteOptions"/> are set; null outside of a server.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The same responses. What <paramref name="responses"/> throws comes out after those before it were sent.</returns>
    public static async IAsyncEnumerable<T> SendTogether<T>(
        this IAsyncEnumerable<T> responses,
        ServerCallContext? context,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(responses);

        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var enumerator = responses.GetAsyncEnumerator(abandoned.Token);
        var next = enumerator.MoveNextAsync();
        var isAsked = false;
        try
        {
            var together = 0;
            while (true)
            {
                isAsked = false;
                if (!await next.ConfigureAwait(false))
                {
                    break;
                }

                var current = enumerator.Current;
                next = enumerator.MoveNextAsync();
                isAsked = true;
                if (context is not null)
                {
                    together = next.IsCompletedSuccessfully && together < MostTogether - 1 ? together + 1 : 0;
                    context.WriteOptions = together > 0 ? Buffered : null;
                }

                yield return current;
            }
        }
        finally
        {
            // Whoever stops in the middle leaves a response that was asked for, and an enumerator is not disposed of before it answers.
            if (isAsked)
            {
                await abandoned.CancelAsync().ConfigureAwait(false);
                await ((Task)next.AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await enumerator.DisposeAsync().ConfigureAwait(false);
        }
    }
}
