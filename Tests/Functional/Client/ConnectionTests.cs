using System.Diagnostics;
using CodeFirst.Client;
using CodeFirst.Contracts;
using CodeFirst.Tests.Functional.Hosting;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Client;

public sealed class ConnectionTests : CloudRunTests
{
    private const int MiB = 1024 * 1024;

    [Test]
    public async Task Calls_share_a_connection()
    {
        var users = Connect();

        for (var call = 0; call < 5; call++)
        {
            await users.ListUsersAsync(new ListUsersRequest { PageSize = 1 });
        }

        FrontEnd.Requests.Select(request => request.Connection).Distinct().Should().ContainSingle();
    }

    [Test]
    public async Task More_streams_than_a_connection_takes_are_all_open_at_once()
    {
        const int Streams = 250;
        var users = Connect();
        var user = await CreateUserAsync();
        using var end = new CancellationTokenSource();
        var request = new StreamActivityRequest { UserId = user.Id, Follow = true };
        var followers = Enumerable.Range(0, Streams)
            .Select(_ => users.StreamUserActivityAsync(request, new CallOptions(cancellationToken: end.Token)).GetAsyncEnumerator())
            .ToList();

        await Task.WhenAll(followers.Select(follower => follower.MoveNextAsync().AsTask())).WaitAsync(Soon);

        FrontEnd.Requests.Select(request => request.Connection).Distinct().Should().HaveCount(3);
        (await users.GetUserAsync(new GetUserRequest { Id = user.Id })).Should().Be(user);
        await end.CancelAsync();
        foreach (var follower in followers)
        {
            await follower.DisposeAsync();
        }
    }

    [Test]
    public async Task A_client_gets_through_again_soon_after_a_long_absence()
    {
        var users = Connect(options => options.FailFast = true);
        await users.ListUsersAsync(new ListUsersRequest { PageSize = 1 });
        await FrontEnd.StopAsync();
        for (var call = 0; call < 3; call++)
        {
            (await TryListAsync()).Should().Be(StatusCode.Unavailable);
        }

        await FrontEnd.StartAsync();
        var time = Stopwatch.StartNew();
        while (await TryListAsync() != StatusCode.OK)
        {
            time.Elapsed.Should().BeLessThan(Patience.Limit);
        }

        time.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5), "it connects again at most every fifth of a second");

        async Task<StatusCode> TryListAsync()
        {
            try
            {
                await users.ListUsersAsync(new ListUsersRequest { PageSize = 1 });

                return StatusCode.OK;
            }
            catch (RpcException failure)
            {
                return failure.StatusCode;
            }
        }
    }

    [Test]
    public async Task A_connection_that_is_dead_is_noticed_without_a_word_from_the_other_end()
    {
        await using var server = await BuiltServer.StartAsync();
        using var users = UserServiceClient.Create(options =>
        {
            options.Address = $"127.0.0.1:{server.Port}";
            options.Insecure = true;
            options.KeepAliveInterval = TimeSpan.FromSeconds(1);
            options.KeepAliveTimeout = TimeSpan.FromSeconds(1);
        });
        var user = await users.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = NewEmail() });
        await using var events = users
            .StreamUserActivityAsync(new StreamActivityRequest { UserId = user.Id, Follow = true }).GetAsyncEnumerator();
        await events.MoveNextAsync();

        server.Freeze();
        var status = await StatusOfAsync(() => events.MoveNextAsync().AsTask().WaitAsync(Soon));

        status.StatusCode.Should().Be(StatusCode.Unavailable, "{0}", status.DebugException);
    }

    [Test]
    public async Task A_message_too_large_to_send_is_RESOURCE_EXHAUSTED_and_not_sent()
    {
        var users = Connect();

        var status = await StatusOfAsync(() => users.GetUserAsync(new GetUserRequest { Id = new string('a', 4 * MiB) }).AsTask());

        status.StatusCode.Should().Be(StatusCode.ResourceExhausted);
        status.Detail.Should().Contain("Sending message exceeds the maximum configured message size.");
    }

    [Test]
    public async Task A_message_too_large_to_receive_is_RESOURCE_EXHAUSTED()
    {
        var users = Connect(options => options.MaxReceiveMessageSize = 10);
        var user = await CreateUserAsync();

        var status = await StatusOfAsync(() => users.GetUserAsync(new GetUserRequest { Id = user.Id }).AsTask());

        (status.StatusCode, status.Detail).Should().Be((
            StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));
    }

    [Test]
    public async Task The_trace_of_the_caller_goes_on()
    {
        using var trace = new System.Diagnostics.Activity("caller").SetIdFormat(ActivityIdFormat.W3C).Start();

        await Connect().ListUsersAsync(new ListUsersRequest { PageSize = 1 });

        FrontEnd.Requests.Single().Header("traceparent").Should().StartWith($"00-{trace.TraceId}-");
    }

    [Test]
    public async Task A_token_goes_to_this_machine_without_TLS()
    {
        var audience = NewAudience();
        using var users = UserServiceClient.Create(options =>
        {
            options.Address = $"localhost:{Server.Address.Port}";
            options.Insecure = true;
            options.Audience = audience;
        });

        await users.ListUsersAsync(new ListUsersRequest { PageSize = 1 });

        Metadata.FetchesFor(audience).Should().Be(1);
    }

    [Test]
    public async Task Callers_of_a_server_that_stops_see_UNAVAILABLE_and_nothing_else()
    {
        await using var server = await BuiltServer.StartAsync();
        using var users = UserServiceClient.Create(options =>
        {
            options.Address = $"127.0.0.1:{server.Port}";
            options.Insecure = true;
        });
        var user = await users.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = NewEmail() });
        var started = new CountdownEvent(40);
        var calls = Enumerable.Range(0, 20).Select(_ => FollowAsync()).Concat(Enumerable.Range(0, 20).Select(_ => RecordAsync())).ToList();
        await Task.Run(() => started.Wait(Patience.Limit));

        server.SendTerminate();
        var statuses = await Task.WhenAll(calls).WaitAsync(Patience.Limit);

        statuses.Should().OnlyContain(status => status.StatusCode == StatusCode.Unavailable);
        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(0);

        Task<Status> FollowAsync() =>
            EndAsync(users.StreamUserActivityAsync(new StreamActivityRequest { UserId = user.Id, Follow = true }));

        Task<Status> RecordAsync() => EndAsync(users.RecordActivityAsync(Events()));

        async IAsyncEnumerable<RecordActivityRequest> Events()
        {
            while (true)
            {
                yield return new RecordActivityRequest { UserId = user.Id, EventType = "login" };
                await Task.Yield();
            }
        }

        async Task<Status> EndAsync<T>(IAsyncEnumerable<T> answers)
        {
            var isFirst = true;
            try
            {
                await foreach (var _ in answers)
                {
                    if (isFirst)
                    {
                        isFirst = false;
                        started.Signal();
                    }
                }
            }
            catch (RpcException failure)
            {
                return failure.Status;
            }

            return Status.DefaultSuccess;
        }
    }
}
