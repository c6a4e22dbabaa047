using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Users;

public sealed class DeleteUserTests(string provider) : StoreTests(provider)
{
    [Test]
    public async Task Deleted_user_is_gone_with_its_activity()
    {
        var role = NewRole();
        var user = await CreateUserAsync(role: role);
        await Client.GetUserAsync(new GetUserRequest { Id = user.Id });

        await Client.DeleteUserAsync(new DeleteUserRequest { Id = user.Id });

        (await Failure.OfAsync(Client.GetUserAsync(new GetUserRequest { Id = user.Id }))).ShouldBeUserNotFound(user.Id);
        (await Failure.OfAsync(Client.UpdateUserAsync(new UpdateUserRequest { Id = user.Id }))).ShouldBeUserNotFound(user.Id);
        (await Failure.OfAsync(ReadActivityAsync(user.Id))).ShouldBeUserNotFound(user.Id);
        var page = await Client.ListUsersAsync(new ListUsersRequest { Filter = $"role = {role}" });
        (page.Users.Count, page.TotalCount).Should().Be((0, 0));
    }

    [Test]
    public async Task Activity_of_other_users_stays()
    {
        var user = await CreateUserAsync();
        var other = await CreateUserAsync();

        await Client.DeleteUserAsync(new DeleteUserRequest { Id = user.Id });

        (await ReadActivityAsync(other.Id)).Should().ContainSingle();
    }

    [Test]
    public async Task Repeated_deletion_fails_with_NOT_FOUND()
    {
        var user = await CreateUserAsync();
        await Client.DeleteUserAsync(new DeleteUserRequest { Id = user.Id });

        var failure = await Failure.OfAsync(Client.DeleteUserAsync(new DeleteUserRequest { Id = user.Id, ETag = user.ETag }));

        failure.ShouldBeUserNotFound(user.Id);
    }

    [Test]
    public async Task Of_parallel_deletions_exactly_one_succeeds()
    {
        var user = await CreateUserAsync();

        var deletions = Enumerable.Range(0, 20)
            .Select(_ => Client.DeleteUserAsync(new DeleteUserRequest { Id = user.Id }).AsTask()).ToList();
        await ((Task)Task.WhenAll(deletions)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        deletions.Should().ContainSingle(deletion => deletion.IsCompletedSuccessfully);
        foreach (var failed in deletions.Where(deletion => deletion.IsFaulted))
        {
            (await Failure.OfAsync(failed)).ShouldBeUserNotFound(user.Id);
        }
    }

    [Test]
    public async Task Stale_etag_fails_with_ABORTED_and_the_current_one_deletes()
    {
        var user = await CreateUserAsync();
        var current = await Client.UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Bea" });

        var failure = await Failure.OfAsync(Client.DeleteUserAsync(new DeleteUserRequest { Id = user.Id, ETag = user.ETag }));

        failure.ShouldBeStaleETag(user.Id);
        (await Client.GetUserAsync(new GetUserRequest { Id = user.Id })).Should().Be(current);
        await Client.DeleteUserAsync(new DeleteUserRequest { Id = user.Id, ETag = current.ETag });
        (await Failure.OfAsync(Client.GetUserAsync(new GetUserRequest { Id = user.Id }))).ShouldBeUserNotFound(user.Id);
    }

    [Test]
    public async Task Empty_id_is_refused()
    {
        var failure = await Failure.OfAsync(Client.DeleteUserAsync(new DeleteUserRequest()));

        failure.ShouldBeInvalid(("id", "Must not be empty."));
    }
}
