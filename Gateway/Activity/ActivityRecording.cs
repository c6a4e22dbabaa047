using CodeFirst.Contracts;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Gateway.Activity;

/// <summary>Uses the stream of RecordActivity for one event.</summary>
internal static class ActivityRecording
{
    /// <summary>Records one event, and returns when it is on disk.</summary>
    public static async ValueTask<RecordActivityResponse> RecordOneAsync(IUserService users, RecordActivityRequest request, CallContext call)
    {
        RecordActivityResponse? answer = null;
        await foreach (var response in users.RecordActivityAsync(One(request), call))
        {
            answer = response;
        }

        return answer ?? throw new RpcException(new Status(StatusCode.Internal, "The service recorded the event without an answer."));
    }

    private static async IAsyncEnumerable<RecordActivityRequest> One(RecordActivityRequest request)
    {
        yield return request;
        await ValueTask.CompletedTask;
    }
}
