using System.Threading.Channels;
using CodeFirst.Contracts;
using CodeFirst.Gateway.Hosting;
using CodeFirst.Gateway.Users;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace CodeFirst.Gateway.Activity;

/// <summary>Records the events that a caller sends, also while the service restarts.</summary>
internal sealed class ActivityRecording(IUserService users, IOptions<UpstreamOptions> options, TimeProvider clock)
{
    private const int LargestBatch = 64;

    // Together less than a call may take.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(900),
    ];

    /// <summary>
    /// Records events in their order, and answers each when it is on disk. Those that have come are sent together. What is not answered
    /// is sent again while the service is away. It has an id by then, so it is stored once.
    /// </summary>
    public async Task SendAsync(
        ChannelReader<RecordActivityRequest> events, CallOptions call, MessageOutput<RecordActivityResponse> output)
    {
        output.Accept();
        var batch = new Queue<RecordActivityRequest>();
        while (await events.WaitToReadAsync(call.CancellationToken))
        {
            while (batch.Count < LargestBatch && events.TryRead(out var next))
            {
                batch.Enqueue(Identified(next));
            }

            var deadline = call.Deadline ?? clock.GetUtcNow().UtcDateTime + options.Value.Deadline;
            await RecordAsync(batch, call.WithDeadline(deadline), output);
        }
    }

    private static RecordActivityRequest Identified(RecordActivityRequest request) =>
        request.EventId.Length > 0 ? request : request with { EventId = $"event-{Guid.CreateVersion7():N}" };

    private async Task RecordAsync(Queue<RecordActivityRequest> batch, CallOptions call, MessageOutput<RecordActivityResponse> output)
    {
        for (var failures = 0; batch.Count > 0;)
        {
            try
            {
                await foreach (var answer in users.RecordActivityAsync(batch.ToArray().ToAsyncEnumerable(), call))
                {
                    batch.Dequeue();
                    failures = 0;
                    await output.WriteAsync(answer, call.CancellationToken);
                }

                if (batch.Count > 0)
                {
                    throw new RpcException(new Status(StatusCode.Internal, "The service ended the stream without an answer."));
                }
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable && failures < Pauses.Length)
            {
                await Task.Delay(Pauses[failures++], clock, call.CancellationToken);
            }
        }
    }
}
