using CodeFirst.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Functional.Users;

public sealed class CreateUserRequestIdTests(string provider) : StoreTests(provider)
{
    private const string UsedForAnother = "Was used within 24 hours to create another user. Use a new one for every user.";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [Test]
    public async Task Repeat_is_answered_with_the_first_answer_and_creates_nothing()
    {
        var request = NewRequest();

        var first = await Client.CreateUserAsync(request);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var second = await Client.CreateUserAsync(request);

        second.Should().Be(first);
        (await CountAsync(request.Role)).Should().Be(1);
        (await ReadActivityAsync(first.Id)).Should().ContainSingle();
    }

    [Test]
    public async Task Repeat_with_other_space_and_case_of_the_id_is_the_same()
    {
        var request = NewRequest();

        var first = await Client.CreateUserAsync(request);
        var second = await Client.CreateUserAsync(
            request with { Name = $" {request.Name} ", RequestId = request.RequestId.ToUpperInvariant() });

        second.Should().Be(first);
    }

    [Test]
    public async Task Repeat_is_answered_as_at_first_although_the_user_has_changed_or_gone()
    {
        var request = NewRequest();
        var first = await Client.CreateUserAsync(request);

        await Client.UpdateUserAsync(new UpdateUserRequest { Id = first.Id, Name = "Other" });
        var afterUpdate = await Client.CreateUserAsync(request);
        await Client.DeleteUserAsync(new DeleteUserRequest { Id = first.Id });
        var afterDelete = await Client.CreateUserAsync(request);

        afterUpdate.Should().Be(first);
        afterDelete.Should().Be(first);
        (await CountAsync(request.Role)).Should().Be(0);
    }

    [TestCase("name")]
    [TestCase("email")]
    [TestCase("role")]
    public async Task Repeat_with_other_content_is_refused(string field)
    {
        var request = NewRequest();
        await Client.CreateUserAsync(request);

        var failure = await Failure.OfAsync(Client.CreateUserAsync(field switch
        {
            "name" => request with { Name = "Bob" },
            "email" => request with { Email = NewEmail() },
            _ => request with { Role = NewRole() },
        }));

        failure.ShouldBeInvalid(("request_id", UsedForAnother));
        (await CountAsync(request.Role)).Should().Be(1);
    }

    [Test]
    public async Task Id_of_a_request_that_failed_is_not_used_up()
    {
        var taken = await CreateUserAsync();
        var request = NewRequest();

        var failure = await Failure.OfAsync(Client.CreateUserAsync(request with { Email = taken.Email }));
        var user = await Client.CreateUserAsync(request);

        failure.ShouldBeEmailTaken();
        user.Email.Should().Be(request.Email);
    }

    [Test]
    public async Task Without_an_id_a_repeat_is_a_new_request()
    {
        var request = NewRequest() with { RequestId = "" };
        await Client.CreateUserAsync(request);

        var failure = await Failure.OfAsync(Client.CreateUserAsync(request));

        failure.ShouldBeEmailTaken();
    }

    [Test]
    public async Task Id_is_known_for_24_hours()
    {
        var request = NewRequest();
        var first = await Client.CreateUserAsync(request);

        _clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        var second = await Client.CreateUserAsync(request);

        second.Should().Be(first);
    }

    [Test]
    public async Task Id_is_forgotten_after_24_hours()
    {
        var request = NewRequest();
        var first = await Client.CreateUserAsync(request);

        _clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        var repeat = await Failure.OfAsync(Client.CreateUserAsync(request));
        var other = await Client.CreateUserAsync(request with { Email = NewEmail() });
        var otherAgain = await Client.CreateUserAsync(request with { Email = other.Email });

        repeat.ShouldBeEmailTaken();
        other.Id.Should().NotBe(first.Id);
        otherAgain.Should().Be(other);
    }

    [Test]
    public async Task Parallel_requests_with_one_id_create_one_user()
    {
        var request = NewRequest();

        var users = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Client.CreateUserAsync(request).AsTask()));

        users.Should().AllBeEquivalentTo(users[0]);
        (await CountAsync(request.Role)).Should().Be(1);
        (await ReadActivityAsync(users[0].Id)).Should().ContainSingle();
    }

    protected override TimeProvider Clock => _clock;

    private static CreateUserRequest NewRequest() => new()
    {
        Name = "Ann",
        Email = NewEmail(),
        Role = NewRole(),
        RequestId = Guid.NewGuid().ToString(),
    };

    private async Task<int> CountAsync(string role) =>
        (await Client.ListUsersAsync(new ListUsersRequest { Filter = $"role = {role}" })).TotalCount;
}
