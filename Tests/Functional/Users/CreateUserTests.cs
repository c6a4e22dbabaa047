using System.Globalization;
using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Users;

public sealed class CreateUserTests(string provider) : StoreTests(provider)
{
    [Test]
    public async Task User_is_answered_whole()
    {
        var email = NewEmail();
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);

        var user = await Client.CreateUserAsync(new CreateUserRequest { Name = "Ann", Email = email, Role = "admin" });

        (user.Name, user.Email, user.Role).Should().Be(("Ann", email, "admin"));
        user.Id.Should().MatchRegex("^user-[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$");
        user.CreatedAt.Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        DateTimeOffset.Parse(user.CreatedAt, CultureInfo.InvariantCulture).Should().BeOnOrAfter(before).And.BeBefore(DateTimeOffset.UtcNow);
        user.UpdatedAt.Should().Be(user.CreatedAt);
        user.ETag.Should().MatchRegex("^\"[^\"]+\"$");
    }

    [Test]
    public async Task Ids_sort_by_the_time_of_creation()
    {
        var first = await CreateUserAsync();
        SpinWait.SpinUntil(() => Later(first), Soon).Should().BeTrue();
        var second = await CreateUserAsync();

        string.CompareOrdinal(first.Id, second.Id).Should().BeNegative();

        static bool Later(User user) =>
            DateTimeOffset.UtcNow > DateTimeOffset.Parse(user.CreatedAt, CultureInfo.InvariantCulture).AddMilliseconds(1);
    }

    [Test]
    public async Task First_event_of_the_user_says_that_it_was_created()
    {
        var user = await CreateUserAsync();

        var events = await ReadActivityAsync(user.Id);

        var created = events.Should().ContainSingle().Which;
        (created.UserId, created.Sequence, created.EventType, created.Timestamp)
            .Should().Be((user.Id, 1, "user.created", user.CreatedAt));
        created.Description.Should().Be("The user was created.");
        created.EventId.Should().NotBeEmpty();
    }

    [Test]
    public async Task Taken_email_fails_with_ALREADY_EXISTS()
    {
        var user = await CreateUserAsync();

        var failure = await Failure.OfAsync(CreateUserAsync("Bob", email: user.Email));

        failure.ShouldBeEmailTaken();
    }

    [Test]
    public async Task Taken_email_in_other_case_fails_with_ALREADY_EXISTS()
    {
        var user = await CreateUserAsync(email: "Ann.Other." + NewEmail());

        var upper = await Failure.OfAsync(CreateUserAsync("Bob", email: user.Email.ToUpperInvariant()));
        var lower = await Failure.OfAsync(CreateUserAsync("Bob", email: user.Email.ToLowerInvariant()));

        upper.ShouldBeEmailTaken();
        lower.ShouldBeEmailTaken();
    }

    [Test]
    public async Task Taken_email_is_not_repeated_in_the_error()
    {
        var user = await CreateUserAsync();

        var call = FluentActions.Awaiting(() => CreateUserAsync(email: user.Email));

        var error = (await call.Should().ThrowAsync<RpcException>()).Which;
        error.GetRpcStatus()!.ToString().Should().NotContain(user.Email);
    }

    [Test]
    public async Task Failed_creation_leaves_nothing_behind()
    {
        var user = await CreateUserAsync();
        var role = NewRole();

        await Failure.OfAsync(CreateUserAsync(role: role, email: user.Email));

        var page = await Client.ListUsersAsync(new ListUsersRequest { Filter = $"role = {role}" });
        page.TotalCount.Should().Be(0);
        page.Users.Should().BeEmpty();
    }

    [Test]
    public async Task Email_of_a_deleted_user_is_free_again()
    {
        var user = await CreateUserAsync();
        await Client.DeleteUserAsync(new DeleteUserRequest { Id = user.Id });

        var next = await CreateUserAsync(email: user.Email);

        next.Id.Should().NotBe(user.Id);
    }

    [Test]
    public async Task Of_100_parallel_creations_with_one_email_exactly_one_succeeds()
    {
        var email = NewEmail();
        var role = NewRole();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i =>
            TryCreateAsync($"User {i}", role, i % 2 == 0 ? email : email.ToUpperInvariant())));

        outcomes.Count(failure => failure is null).Should().Be(1);
        outcomes.OfType<Failure>().Should().HaveCount(99).And.AllSatisfy(failure => failure.ShouldBeEmailTaken());
        (await Client.ListUsersAsync(new ListUsersRequest { Filter = $"role = {role}" })).TotalCount.Should().Be(1);

        async Task<Failure?> TryCreateAsync(string name, string role, string email)
        {
            var creation = CreateUserAsync(name, role, email);
            await ((Task)creation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

            return creation.IsCompletedSuccessfully ? null : await Failure.OfAsync(creation);
        }
    }

    [Test]
    public async Task Parallel_creations_are_all_stored()
    {
        var role = NewRole();

        var users = await CreateUsersAsync(300, role);

        var page = await Client.ListUsersAsync(new ListUsersRequest { Filter = $"role = {role}", PageSize = 1000 });
        page.Users.Should().Equal(users);
    }
}
