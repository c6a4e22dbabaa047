using System.Collections.Concurrent;
using CodeFirst.Contracts;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Unit.Client;

/// <summary>Records events in memory as the server does on disk, except where the test makes it fail.</summary>
internal sealed class RecordingService
{
    private readonly ConcurrentDictionary<(string UserId, string EventId), long> _sequences = [];
    private int _streams;
    private int _openStreams;

    public RecordingService() => Users = new ScriptedUserService { OnRecordActivity = Record };

    public ScriptedUserService Users { get; }

    /// <summary>The ids of the events that each stream brought.</summary>
    public ConcurrentQueue<(int Stream, string EventId)> Received { get; } = [];

    /// <summary>The ids of the events that are stored, in their order.</summary>
    public ConcurrentQueue<string> Stored { get; } = [];

    public int Streams => _streams;

    public int OpenStreams => _openStreams;

    /// <summary>Ends a stream instead of storing an event: the stream, from 1, and the event.</summary>
    public Func<int, RecordActivityRequest, RpcException?> BeforeStoring { get; set; } = (_, _) => null;

    /// <summary>Ends a stream instead of answering an event that is stored.</summary>
    public Func<int, RecordActivityRequest, RpcException?> AfterStoring { get; set; } = (_, _) => null;

    /// <summary>Holds an event before it is stored.</summary>
    public Func<RecordActivityRequest, Task> Hold { get; set; } = _ => Task.CompletedTask;

    public Func<RecordActivityResponse, RecordActivityResponse> Answer { get; set; } = answer => answer;

    public static RpcException Error(StatusCode code) => new(new Status(code, $"{code} by the test"));

    private async IAsyncEnumerable<RecordActivityResponse> Record(IAsyncEnumerable<RecordActivityRequest> requests, CallContext context)
    {
        context.CallOptions.Deadline.Should().BeNull("a stream has none");
        var stream = Interlocked.Increment(ref _streams);
        Interlocked.Increment(ref _openStreams).Should().Be(1, "one stream at a time keeps the order");
        try
        {
            await foreach (var request in requests.WithCancellation(context.CancellationToken))
            {
                Received.Enqueue((stream, request.EventId));
                await Hold(request).WaitAsync(context.CancellationToken);
                Throw(BeforeStoring(stream, request));
                var sequence = _sequences.GetOrAdd((request.UserId, request.EventId), Store);
                Throw(AfterStoring(stream, request));

                yield return Answer(new RecordActivityResponse { UserId = request.UserId, EventId = request.EventId, Sequence = sequence });
            }
        }
        finally
        {
            Interlocked.Decrement(ref _openStreams);
        }
    }

    private long Store((string UserId, string EventId) key)
    {
        Stored.Enqueue(key.EventId);

        return Stored.Count;
    }

    private static void Throw(RpcException? error)
    {
        if (error is not null)
        {
            throw error;
        }
    }
}
