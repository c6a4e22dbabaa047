using CodeFirst.Contracts;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Users;

public sealed class GetUserTests(string provider) : StoreTests(provider)
{
    private const string BadId = "Must be at most 64 characters, none of them a control character.";

    [Test]
    public async Task User_is_returned_as_it_was_created()
    {
        var created = await CreateUserAsync("Ann", "admin");

        var user = await Client.GetUserAsync(new GetUserRequest { Id = created.Id });

        user.Should().Be(created);
    }

    [TestCase("user-00000000000000000000000000000000")]
    [TestCase("x")]
    [TestCase("' OR 1=1 --")]
    [TestCase("%")]
    public async Task Unknown_id_fails_with_NOT_FOUND(string id)
    {
        var failure = await Failure.OfAsync(Client.GetUserAsync(new GetUserRequest { Id = id }));

        failure.ShouldBeUserNotFound(id);
    }

    [Test]
    public async Task Id_in_upper_case_is_another_id()
    {
        var id = (await CreateUserAsync()).Id.ToUpperInvariant();

        var failure = await Failure.OfAsync(Client.GetUserAsync(new GetUserRequest { Id = id }));

        failure.ShouldBeUserNotFound(id);
    }

    [Test]
    public async Task Empty_id_is_refused()
    {
        var failure = await Failure.OfAsync(Client.GetUserAsync(new GetUserRequest()));

        failure.ShouldBeInvalid(("id", "Must not be empty."));
    }

    [TestCase("user-\0")]
    [TestCase("user-\r\n")]
    [TestCase("user-\u202E")]
    [TestCase("user-\uFFFD")]
    public async Task Id_that_cannot_be_shown_is_refused(string id)
    {
        var failure = await Failure.OfAsync(Client.GetUserAsync(new GetUserRequest { Id = id }));

        failure.ShouldBeInvalid(("id", BadId));
    }

    [Test]
    public async Task Id_may_have_64_characters_and_no_more()
    {
        var longest = new string('x', 64);

        var unknown = await Failure.OfAsync(Client.GetUserAsync(new GetUserRequest { Id = longest }));
        var tooLong = await Failure.OfAsync(Client.GetUserAsync(new GetUserRequest { Id = longest + "x" }));

        unknown.ShouldBeUserNotFound(longest);
        tooLong.ShouldBeInvalid(("id", BadId));
    }

    [Test]
    public async Task Unknown_fields_are_ignored_and_the_last_of_a_repeated_one_counts()
    {
        var created = await CreateUserAsync();

        var user = await Wire.CallAsync(
            Server.Channel, "GetUser", [.. Wire.Field(99, "x"), .. Wire.Field(1, "other"), .. Wire.Field(1, created.Id)]);

        user.Should().ContainInConsecutiveOrder(Wire.Field(1, created.Id));
    }

    [Test]
    public async Task Deadline_that_is_over_fails_with_DEADLINE_EXCEEDED()
    {
        var over = new CallOptions(deadline: DateTime.UtcNow.AddSeconds(-1));

        var call = Client.GetUserAsync(new GetUserRequest { Id = "x" }, over);

        // The client does not even send it, so there are no details.
        (await FluentActions.Awaiting(() => call.AsTask()).Should().ThrowAsync<RpcException>())
            .Which.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
    }
}
