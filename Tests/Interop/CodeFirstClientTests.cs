using CodeFirst.Contracts;
using CodeFirst.Tests.Interop.Processes;
using Grpc.Core;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Tests.Interop;

/// <summary>A C# client that shares the contract with the server.</summary>
public sealed class CodeFirstClientTests : ServerTests
{
    private IUserService _client = null!;

    private static CallContext Soon => new CallOptions(deadline: Patience.Deadline);

    [OneTimeSetUp]
    public void Connect() => _client = Server.Connect().CreateGrpcService<IUserService>(UserServiceClientFactory.Instance);

    [Test]
    public async Task A_user_is_created_read_listed_changed_and_deleted()
    {
        var created = await _client.CreateUserAsync(
            new CreateUserRequest { Name = "Zoë 🦊", Email = Unique.Email(), Role = "admin" }, Soon);
        var got = await _client.GetUserAsync(new GetUserRequest { Id = created.Id }, Soon);
        var listed = await _client.ListUsersAsync(new ListUsersRequest { Filter = $"id = \"{created.Id}\"" }, Soon);
        var renamed = await _client.UpdateUserAsync(new UpdateUserRequest { Id = created.Id, Name = "Zoë" }, Soon);
        var withoutRole = await _client.UpdateUserAsync(new UpdateUserRequest { Id = created.Id, Role = "" }, Soon);
        await _client.DeleteUserAsync(new DeleteUserRequest { Id = created.Id }, Soon);
        var getDeleted = async () => await _client.GetUserAsync(new GetUserRequest { Id = created.Id }, Soon);

        created.Name.Should().Be("Zoë 🦊");
        got.Should().Be(created);
        listed.Users.Should().Equal(created);
        listed.TotalCount.Should().Be(1);
        renamed.Should().Be(created with { Name = "Zoë", UpdatedAt = renamed.UpdatedAt, ETag = renamed.ETag });
        withoutRole.Role.Should().BeEmpty();
        (await getDeleted.Should().ThrowAsync<RpcException>())
            .Which.Status.Should().Be(new Status(StatusCode.NotFound, $"No user has the id '{created.Id}'."));
    }

    [Test]
    public async Task Events_are_recorded_streamed_and_followed()
    {
        var user = await _client.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = Unique.Email() }, Soon);

        var answers = await RecordAsync(user.Id, "a", "b");
        var stored = await _client.StreamUserActivityAsync(new StreamActivityRequest { UserId = user.Id }, Soon).ToListAsync();
        await using var followed = _client
            .StreamUserActivityAsync(new StreamActivityRequest { UserId = user.Id, Follow = true, AfterSequence = 2 }, Soon)
            .GetAsyncEnumerator();
        (await followed.MoveNextAsync()).Should().BeTrue();
        var last = followed.Current;
        await RecordAsync(user.Id, "live");
        (await followed.MoveNextAsync()).Should().BeTrue();
        var live = followed.Current;

        answers.Select(answer => (answer.EventId, answer.Sequence)).Should().Equal(("a", 2), ("b", 3));
        stored.Select(recorded => recorded.EventType).Should().Equal("user.created", "login", "login");
        last.EventId.Should().Be("b");
        (live.EventId, live.Sequence).Should().Be(("live", 4));
    }

    [Test]
    public async Task A_deadline_and_a_cancel_end_a_followed_stream()
    {
        var user = await _client.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = Unique.Email() }, Soon);
        var request = new StreamActivityRequest { UserId = user.Id, Follow = true };
        using var cancellation = new CancellationTokenSource();

        CallContext late = new CallOptions(deadline: Patience.In(TimeSpan.FromMilliseconds(300)));
        var untilDeadline = async () => await _client.StreamUserActivityAsync(request, late).ToListAsync();
        CallContext cancellable = new CallOptions(deadline: Patience.Deadline, cancellationToken: cancellation.Token);
        var untilCancel = async () =>
        {
            await foreach (var _ in _client.StreamUserActivityAsync(request, cancellable))
            {
                await cancellation.CancelAsync();
            }
        };

        (await untilDeadline.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
        (await untilCancel.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.Cancelled);
    }

    private async Task<List<RecordActivityResponse>> RecordAsync(string userId, params string[] eventIds)
    {
        var requests = eventIds.Select(id => new RecordActivityRequest { UserId = userId, EventType = "login", EventId = id });

        return await _client.RecordActivityAsync(requests.ToAsyncEnumerable(), Soon).ToListAsync();
    }
}
