using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Client;

/// <summary>The rpc itself, without a recorder around it.</summary>
public sealed class RecordActivityTests : ClientTests
{
    [Test]
    public async Task An_event_that_is_too_large_to_send_ends_the_stream_after_those_before_it()
    {
        var user = await CreateUserAsync();
        var small = new RecordActivityRequest { UserId = user.Id, EventType = "login" };
        var requests = new[] { small, small, small with { Description = new string('x', 5 << 20) }, small };
        var sequences = new List<long>();

        var record = async () =>
        {
            await foreach (var answer in Users.RecordActivityAsync(requests.ToAsyncEnumerable()))
            {
                sequences.Add(answer.Sequence);
            }
        };

        var error = (await record.Should().ThrowAsync<RpcException>()).Which;
        (error.StatusCode, error.Status.Detail).Should()
            .Be((StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
        sequences.Should().Equal(2, 3);
        (await ReadActivityAsync(user.Id)).Should().HaveCount(3, "nothing after it is recorded as if it had been");
    }
}
