using CodeFirst.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Functional.Users;

public sealed class UpdateUserTests(string provider) : StoreTests(provider)
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [Test]
    public async Task Only_the_name_changes_if_only_the_name_is_present()
    {
        var user = await CreateUserAsync("Ann", "admin");

        var updated = await UpdateAsync(new UpdateUserRequest { Id = user.Id, Name = " Bea " });

        updated.Should().Be(user with { Name = "Bea", UpdatedAt = updated.UpdatedAt, ETag = updated.ETag });
        await ShouldBeStoredAsync(updated);
    }

    [Test]
    public async Task Only_the_email_changes_if_only_the_email_is_present()
    {
        var user = await CreateUserAsync("Ann", "admin");
        var email = NewEmail();

        var updated = await UpdateAsync(new UpdateUserRequest { Id = user.Id, Email = email });

        updated.Should().Be(user with { Email = email, UpdatedAt = updated.UpdatedAt, ETag = updated.ETag });
        await ShouldBeStoredAsync(updated);
    }

    [Test]
    public async Task Role_that_is_present_and_empty_is_taken_away()
    {
        var user = await CreateUserAsync("Ann", "admin");

        var updated = await UpdateAsync(new UpdateUserRequest { Id = user.Id, Role = "" });

        updated.Should().Be(user with { Role = "", UpdatedAt = updated.UpdatedAt, ETag = updated.ETag });
        await ShouldBeStoredAsync(updated);
    }

    [Test]
    public async Task Change_gives_a_new_etag_and_time()
    {
        var user = await CreateUserAsync();

        var updated = await UpdateAsync(new UpdateUserRequest { Id = user.Id, Name = "Bea" });

        updated.ETag.Should().NotBe(user.ETag);
        updated.CreatedAt.Should().Be(user.CreatedAt);
        string.CompareOrdinal(updated.UpdatedAt, user.UpdatedAt).Should().BePositive();
    }

    [Test]
    public async Task Change_is_recorded_as_an_event_that_names_the_fields()
    {
        var user = await CreateUserAsync();

        var updated = await UpdateAsync(new UpdateUserRequest { Id = user.Id, Name = "Bea", Email = user.Email, Role = "admin" });

        var recorded = (await ReadActivityAsync(user.Id, afterSequence: 1)).Should().ContainSingle().Which;
        (recorded.Sequence, recorded.EventType, recorded.Description, recorded.Timestamp)
            .Should().Be((2, "user.updated", "Changed: name, role.", updated.UpdatedAt));
    }

    [Test]
    public async Task Nothing_present_or_nothing_new_changes_nothing()
    {
        var user = await CreateUserAsync("Ann", "admin");

        var empty = await UpdateAsync(new UpdateUserRequest { Id = user.Id });
        var same = await UpdateAsync(
            new UpdateUserRequest { Id = user.Id, Name = "Ann ", Email = user.Email, Role = "admin", ETag = user.ETag });

        empty.Should().Be(user);
        same.Should().Be(user);
        (await ReadActivityAsync(user.Id)).Should().ContainSingle();
    }

    [Test]
    public async Task Stale_etag_fails_with_ABORTED_and_changes_nothing()
    {
        var user = await CreateUserAsync();
        var current = await UpdateAsync(new UpdateUserRequest { Id = user.Id, Name = "Bea", ETag = user.ETag });

        var failure = await Failure.OfAsync(UpdateAsync(new UpdateUserRequest { Id = user.Id, Name = "Cleo", ETag = user.ETag }));
        var withoutChange = await Failure.OfAsync(UpdateAsync(new UpdateUserRequest { Id = user.Id, ETag = "x" }));

        failure.ShouldBeStaleETag(user.Id);
        withoutChange.ShouldBeStaleETag(user.Id);
        await ShouldBeStoredAsync(current);
        (await ReadActivityAsync(user.Id)).Should().HaveCount(2);
    }

    [Test]
    public async Task Of_parallel_updates_with_one_etag_exactly_one_succeeds()
    {
        var user = await CreateUserAsync();

        var updates = Enumerable.Range(0, 20)
            .Select(i => UpdateAsync(new UpdateUserRequest { Id = user.Id, Name = $"Name {i}", ETag = user.ETag }))
            .ToList();
        await ((Task)Task.WhenAll(updates)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        var updated = updates.Should().ContainSingle(update => update.IsCompletedSuccessfully).Which;
        await ShouldBeStoredAsync(await updated);
        foreach (var update in updates.Where(update => update != updated))
        {
            (await Failure.OfAsync(update)).ShouldBeStaleETag(user.Id);
        }
    }

    [Test]
    public async Task Taken_email_fails_with_ALREADY_EXISTS_and_changes_nothing()
    {
        var other = await CreateUserAsync();
        var user = await CreateUserAsync();

        var failure = await Failure.OfAsync(
            UpdateAsync(new UpdateUserRequest { Id = user.Id, Name = "Bea", Email = other.Email.ToUpperInvariant() }));

        failure.ShouldBeEmailTaken();
        await ShouldBeStoredAsync(user);
        (await ReadActivityAsync(user.Id)).Should().ContainSingle();
    }

    [Test]
    public async Task Own_email_may_change_its_case()
    {
        var user = await CreateUserAsync();

        var updated = await UpdateAsync(new UpdateUserRequest { Id = user.Id, Email = user.Email.ToUpperInvariant() });

        updated.Email.Should().Be(user.Email.ToUpperInvariant());
    }

    [Test]
    public async Task Unknown_id_fails_with_NOT_FOUND()
    {
        var failure = await Failure.OfAsync(UpdateAsync(new UpdateUserRequest { Id = "user-unknown", Name = "Ann", ETag = "x" }));

        failure.ShouldBeUserNotFound("user-unknown");
    }

    [Test]
    public async Task Every_violation_is_listed_at_once()
    {
        var failure = await Failure.OfAsync(UpdateAsync(new UpdateUserRequest { Id = "", Name = "", Email = "", Role = "A" }));

        failure.ShouldBeInvalid(
            ("id", "Must not be empty."),
            ("name", "Must not be empty."),
            ("email", "Must be an e-mail address, such as ann@example.com, of at most 254 characters."),
            ("role", "Must be at most 64 characters of a-z, 0-9, '_' and '-'."));
    }

    protected override TimeProvider Clock => _clock;

    private async Task<User> UpdateAsync(UpdateUserRequest request)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));

        return await Client.UpdateUserAsync(request);
    }

    private async Task ShouldBeStoredAsync(User user)
    {
        (await Client.GetUserAsync(new GetUserRequest { Id = user.Id })).Should().Be(user);
        (await Client.ListUsersAsync(new ListUsersRequest { Filter = $"id = {user.Id}" })).Users.Should().Equal(user);
    }
}
