using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Client;

public sealed class RetryTests : CloudRunTests
{
    [TestCase(FrontEndFault.TooManyRequests)]
    [TestCase(FrontEndFault.ServiceUnavailable)]
    [TestCase(FrontEndFault.GatewayTimeout)]
    [TestCase(FrontEndFault.LostAnswer)]
    [TestCase(FrontEndFault.Drop)]
    public async Task A_read_is_repeated(FrontEndFault fault)
    {
        var user = await CreateUserAsync();
        var users = Connect();
        FrontEnd.Fail(fault);

        var got = await users.GetUserAsync(new GetUserRequest { Id = user.Id });

        got.Should().Be(user);
        FrontEnd.RequestsOf("GetUser").Should().Be(2);
    }

    // HTTP sends it again by itself, and that would be empty: see NeverEmptyContent.
    [Test]
    public async Task A_read_that_the_front_end_refuses_unseen_is_sent_again()
    {
        var user = await CreateUserAsync();
        FrontEnd.Fail(FrontEndFault.Reset);

        var got = await Connect().GetUserAsync(new GetUserRequest { Id = user.Id });

        got.Should().Be(user);
    }

    [Test]
    public async Task A_write_that_the_front_end_refuses_unseen_is_sent_again()
    {
        var user = await CreateUserAsync();
        FrontEnd.Fail(FrontEndFault.Reset);

        var changed = await Connect().UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Bob" });

        changed.Name.Should().Be("Bob");
    }

    [Test]
    public async Task A_list_is_repeated()
    {
        var users = Connect();
        FrontEnd.Fail(FrontEndFault.ServiceUnavailable, times: 2);

        await users.ListUsersAsync(new ListUsersRequest());

        FrontEnd.Requests.Select(request => request.Header("grpc-previous-rpc-attempts")).Should().Equal(null, "1", "2");
    }

    [Test]
    public async Task A_stream_is_repeated_before_its_first_message()
    {
        var user = await CreateUserAsync();
        var users = Connect();
        FrontEnd.Fail(FrontEndFault.ServiceUnavailable);

        var events = await users.StreamUserActivityAsync(new StreamActivityRequest { UserId = user.Id }).ToListAsync();

        events.Should().ContainSingle();
        FrontEnd.RequestsOf("StreamUserActivity").Should().Be(2);
    }

    [Test]
    public async Task A_stream_that_breaks_off_after_its_first_message_is_UNAVAILABLE_and_not_repeated()
    {
        var user = await CreateUserAsync();
        await using var events = Connect()
            .StreamUserActivityAsync(new StreamActivityRequest { UserId = user.Id, Follow = true }).GetAsyncEnumerator();
        await events.MoveNextAsync().AsTask().WaitAsync(Soon);

        FrontEnd.DropConnections();
        var status = await StatusOfAsync(() => events.MoveNextAsync().AsTask().WaitAsync(Soon));

        status.StatusCode.Should().Be(StatusCode.Unavailable);
        FrontEnd.RequestsOf("StreamUserActivity").Should().Be(1);
    }

    [TestCase(1, 1)]
    [TestCase(3, 3)]
    [TestCase(7, 7)]
    public async Task Attempts_are_counted(int allowed, int made)
    {
        var users = Connect(options => options.MaxAttempts = allowed);
        using var failing = FrontEnd.FailAll(FrontEndFault.ServiceUnavailable);

        var status = await StatusOfAsync(() => users.GetUserAsync(new GetUserRequest { Id = "user-1" }, Patiently).AsTask());

        status.StatusCode.Should().Be(StatusCode.Unavailable);
        FrontEnd.Requests.Should().HaveCount(made);
    }

    [Test]
    public async Task A_service_that_only_fails_is_spared_retries()
    {
        var users = Connect();
        using var failing = FrontEnd.FailAll(FrontEndFault.ServiceUnavailable);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => FailToGetAsync()));
        var before = FrontEnd.Requests.Count;

        await FailToGetAsync();

        before.Should().BeLessThan(30 * 5);
        FrontEnd.Requests.Should().HaveCount(before + 1);

        async Task FailToGetAsync()
        {
            var status = await StatusOfAsync(() => users.GetUserAsync(new GetUserRequest { Id = "user-1" }, Patiently).AsTask());
            status.StatusCode.Should().Be(StatusCode.Unavailable);
        }
    }

    [TestCase(FrontEndFault.ServiceUnavailable)]
    [TestCase(FrontEndFault.LostAnswer)]
    public async Task A_user_is_created_once_although_the_call_is_repeated(FrontEndFault fault)
    {
        var request = new CreateUserRequest { Name = "Ann", Email = NewEmail() };
        FrontEnd.Fail(fault, times: 2);

        var created = await Connect().CreateUserAsync(request);

        FrontEnd.RequestsOf("CreateUser").Should().Be(3);
        request.RequestId.Should().BeEmpty("the request is the caller's");
        (await Client.GetUserAsync(new GetUserRequest { Id = created.Id })).Should().Be(created);
        (await Client.ListUsersAsync(new ListUsersRequest { Filter = $"email = \"{request.Email}\"" })).TotalCount.Should().Be(1);
    }

    [Test]
    public async Task Two_calls_with_the_same_request_are_two_calls()
    {
        var users = Connect();
        var request = new CreateUserRequest { Name = "Ann", Email = NewEmail() };
        await users.CreateUserAsync(request);

        var status = await StatusOfAsync(() => users.CreateUserAsync(request).AsTask());

        status.StatusCode.Should().Be(StatusCode.AlreadyExists);
    }

    [Test]
    public async Task A_request_id_of_the_callers_is_kept()
    {
        var users = Connect();
        var request = new CreateUserRequest { Name = "Ann", Email = NewEmail(), RequestId = Guid.NewGuid().ToString() };

        var first = await users.CreateUserAsync(request);
        var second = await users.CreateUserAsync(request);

        second.Should().Be(first);
    }

    [Test]
    public async Task A_change_with_an_etag_is_repeated()
    {
        var user = await CreateUserAsync();
        FrontEnd.Fail(FrontEndFault.ServiceUnavailable);

        var changed = await Connect().UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Bob", ETag = user.ETag });

        changed.Name.Should().Be("Bob");
        FrontEnd.RequestsOf("UpdateUser").Should().Be(2);
    }

    [Test]
    public async Task A_change_with_an_etag_that_was_made_and_not_answered_is_ABORTED_as_the_user_has_changed()
    {
        var user = await CreateUserAsync();
        FrontEnd.Fail(FrontEndFault.LostAnswer);

        var status = await StatusOfAsync(
            () => Connect().UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Bob", ETag = user.ETag }).AsTask());

        status.StatusCode.Should().Be(StatusCode.Aborted);
        (await Client.GetUserAsync(new GetUserRequest { Id = user.Id })).Name.Should().Be("Bob");
    }

    [Test]
    public async Task A_change_without_an_etag_is_not_repeated()
    {
        var user = await CreateUserAsync();
        FrontEnd.Fail(FrontEndFault.ServiceUnavailable);

        var status = await StatusOfAsync(() => Connect().UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Bob" }).AsTask());

        status.StatusCode.Should().Be(StatusCode.Unavailable);
        FrontEnd.RequestsOf("UpdateUser").Should().Be(1);
    }

    [TestCase("")]
    [TestCase("etag")]
    public async Task A_deletion_is_not_repeated(string etag)
    {
        var user = await CreateUserAsync();
        FrontEnd.Fail(FrontEndFault.LostAnswer);

        var status = await StatusOfAsync(
            () => Connect().DeleteUserAsync(new DeleteUserRequest { Id = user.Id, ETag = etag.Length > 0 ? user.ETag : "" }).AsTask());

        status.StatusCode.Should().Be(StatusCode.Unavailable);
        FrontEnd.RequestsOf("DeleteUser").Should().Be(1);
    }

    [Test]
    public async Task Recording_is_not_repeated()
    {
        FrontEnd.Fail(FrontEndFault.ServiceUnavailable);
        var events = new[] { new RecordActivityRequest { UserId = "user-1", EventType = "login" } };

        var status = await StatusOfAsync(() => Connect().RecordActivityAsync(events.ToAsyncEnumerable()).ToListAsync().AsTask());

        status.StatusCode.Should().Be(StatusCode.Unavailable);
        FrontEnd.RequestsOf("RecordActivity").Should().Be(1);
    }

    [Test]
    public async Task What_the_service_itself_refuses_is_not_repeated()
    {
        var status = await StatusOfAsync(() => Connect().GetUserAsync(new GetUserRequest { Id = "user-1" }).AsTask());

        status.Should().Be(new Status(StatusCode.NotFound, "No user has the id 'user-1'."));
        FrontEnd.Requests.Should().ContainSingle();
    }

    // On a machine that is busy a restart takes longer than five attempts; and more callers would use up the retries of a client.
    [Test]
    [Repeat(3)]
    public async Task Callers_do_not_notice_that_the_front_end_restarts()
    {
        var user = await CreateUserAsync();
        var users = Connect(options => options.MaxAttempts = 10);
        using var enough = new CancellationTokenSource();
        using var answers = new SemaphoreSlim(0);
        var callers = Enumerable.Range(0, 5).Select(_ => CallUntilAsync(enough.Token)).ToList();

        await WaitForCallsAsync();
        await FrontEnd.StopAsync();
        await FrontEnd.StartAsync();
        await WaitForCallsAsync();
        await enough.CancelAsync();
        (await Task.WhenAll(callers)).Should().OnlyContain(calls => calls > 0);
        Server.Errors.Should().BeEmpty("it is the front end that cuts calls off");

        async Task<int> CallUntilAsync(CancellationToken end)
        {
            var calls = 0;
            for (; !end.IsCancellationRequested; calls++)
            {
                (await users.GetUserAsync(new GetUserRequest { Id = user.Id })).Should().Be(user);
                await users.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = NewEmail() });
                answers.Release();
            }

            return calls;
        }

        async Task WaitForCallsAsync()
        {
            for (var answer = 0; answer < 50; answer++)
            {
                (await answers.WaitAsync(Patience.Limit)).Should().BeTrue("a caller that fails is seen in the end");
            }
        }
    }

    private static ProtoBuf.Grpc.CallContext Patiently => new CallOptions(deadline: Patience.Deadline);
}
