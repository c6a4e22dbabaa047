using CodeFirst.Contracts;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Gateway.Activity;

/// <summary>Uses the stream of RecordActivity for one event.</summary>
internal static class ActivityRecording
{
    // Together less than a call may take.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(900),
    ];

    /// <summary>
    /// Records one event, and returns when it is on disk. While the service is away it is sent again; it has an id by then, so it is
    /// stored once.
    /// </summary>
    public static async ValueTask<RecordActivityResponse> RecordOneAsync(
        IUserService users, RecordActivityRequest request, CallContext call)
    {
        var identified = request.EventId.Length > 0 ? request : request with { EventId = $"event-{Guid.CreateVersion7():N}" };
        foreach (var pause in Pauses)
        {
            try
            {
                return await SendAsync(users, identified, call);
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable)
            {
                await Task.Delay(pause, call.CancellationToken);
            }
        }

        return await SendAsync(users, identified, call);
    }

    private static async ValueTask<RecordActivityResponse> SendAsync(IUserService users, RecordActivityRequest request, CallContext call)
    {
        RecordActivityResponse? answer = null;
        await foreach (var response in users.RecordActivityAsync(One(request), call))
        {
            answer = response;
        }

        return answer ?? throw new RpcException(new Status(StatusCode.Internal, "The service ended the stream without an answer."));
    }

    private static async IAsyncEnumerable<RecordActivityRequest> One(RecordActivityRequest request)
    {
        yield return request;
        await ValueTask.CompletedTask;
    }
}
