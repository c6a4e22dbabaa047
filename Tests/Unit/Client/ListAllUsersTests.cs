using CodeFirst.Client;
using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Unit.Client;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ListAllUsersTests
{
    private readonly List<ListUsersRequest> _requests = [];
    private readonly ScriptedUserService _users;

    public ListAllUsersTests()
    {
        _users = new ScriptedUserService
        {
            OnListUsers = (request, context) =>
            {
                context.CallOptions.Deadline.Should().BeNull("the client gives each page its own");
                _requests.Add(request);

                return request.PageToken switch
                {
                    "" => Page("b", "1", "2"),
                    "b" => Page("c"), // a page may be empty and not the last
                    _ => Page("", "3"),
                };
            },
        };
    }

    [Test]
    public async Task Every_user_of_every_page_is_listed()
    {
        var listed = await _users.ListAllUsersAsync("role = admin", 2).ToListAsync();

        listed.Select(user => user.Id).Should().Equal("1", "2", "3");
        _requests.Should().Equal(
            new ListUsersRequest { Filter = "role = admin", PageSize = 2 },
            new ListUsersRequest { Filter = "role = admin", PageSize = 2, PageToken = "b" },
            new ListUsersRequest { Filter = "role = admin", PageSize = 2, PageToken = "c" });
    }

    [Test]
    public async Task A_page_is_fetched_when_its_first_user_is_asked_for()
    {
        var all = _users.ListAllUsersAsync();
        _requests.Should().BeEmpty();

        var firstTwo = await all.Take(2).ToListAsync();

        firstTwo.Should().HaveCount(2);
        _requests.Should().ContainSingle();
    }

    [Test]
    public async Task A_list_can_be_enumerated_again()
    {
        var all = _users.ListAllUsersAsync();

        (await all.CountAsync()).Should().Be(3);
        (await all.CountAsync()).Should().Be(3);
    }

    [Test]
    public async Task A_cancelled_call_throws_OperationCanceledException()
    {
        using var cancellation = new CancellationTokenSource();
        var users = new ScriptedUserService
        {
            OnListUsers = (_, context) =>
            {
                cancellation.Cancel();
                context.CancellationToken.IsCancellationRequested.Should().BeTrue("the token reaches the call");

                throw new RpcException(new Status(StatusCode.Cancelled, "Call canceled by the client."));
            },
        };

        var list = () => users.ListAllUsersAsync(cancellationToken: cancellation.Token).ToListAsync().AsTask();

        (await list.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancellation.Token);
    }

    [Test]
    public async Task A_list_ends_between_two_users_of_a_page_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var listed = new List<string>();

        var list = async () =>
        {
            await foreach (var user in _users.ListAllUsersAsync().WithCancellation(cancellation.Token))
            {
                listed.Add(user.Id);
                await cancellation.CancelAsync();
            }
        };

        await list.Should().ThrowAsync<OperationCanceledException>();
        listed.Should().Equal("1");
    }

    [Test]
    public async Task The_error_of_a_page_is_the_error_of_the_list()
    {
        var error = new RpcException(new Status(StatusCode.InvalidArgument, "filter: No field 'x'."));
        var users = new ScriptedUserService { OnListUsers = (_, _) => throw error };

        var list = () => users.ListAllUsersAsync("x = 1").ToListAsync().AsTask();

        (await list.Should().ThrowAsync<RpcException>()).Which.Should().BeSameAs(error);
    }

    private static ListUsersResponse Page(string next, params string[] ids) =>
        new() { NextPageToken = next, Users = [.. ids.Select(id => new User { Id = id })] };
}
