using CodeFirst.Calling;
using CodeFirst.Client;
using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Client;

public sealed class ListAllUsersTests : ClientTests
{
    [Test]
    public async Task Every_user_that_matches_is_listed_once_and_in_order()
    {
        var role = NewRole();
        var created = await CreateUsersAsync(25, role);

        var listed = await Users.ListAllUsersAsync($"role = \"{role}\"", pageSize: 4).ToListAsync().AsTask().WaitAsync(Soon);

        listed.Should().Equal(created);
    }

    [Test]
    public async Task Users_that_come_and_go_meanwhile_change_nothing_for_the_others()
    {
        var role = NewRole();
        var created = await CreateUsersAsync(9, role);
        var listed = new List<User>();

        await foreach (var user in Users.ListAllUsersAsync($"role = \"{role}\"", pageSize: 3))
        {
            listed.Add(user);
            if (listed.Count == 3)
            {
                await Users.DeleteUserAsync(new DeleteUserRequest { Id = created[0].Id });
                await Users.DeleteUserAsync(new DeleteUserRequest { Id = created[4].Id });
                created.Add(await CreateUserAsync(role: role));
            }
        }

        listed.Should().Equal(created.Where((_, i) => i != 4));
    }

    [Test]
    public async Task A_filter_that_cannot_be_read_says_what_is_wrong_with_it()
    {
        var list = () => Users.ListAllUsersAsync("colour = red").ToListAsync().AsTask();

        var error = (await list.Should().ThrowAsync<RpcException>()).Which;
        error.StatusCode.Should().Be(StatusCode.InvalidArgument);
        error.Reason.Should().Be("INVALID_FIELDS");
        error.TryGetFieldViolations(out var violations).Should().BeTrue();
        violations.Should().ContainSingle().Which.Field.Should().Be("filter");
    }

    [Test]
    public async Task A_list_that_is_cancelled_throws_OperationCanceledException()
    {
        using var cancellation = new CancellationTokenSource();
        var role = NewRole();
        await CreateUsersAsync(3, role);

        var list = async () =>
        {
            await foreach (var _ in Users.ListAllUsersAsync($"role = {role}", 1, cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        };

        await list.Should().ThrowAsync<OperationCanceledException>();
    }
}
