using CodeFirst.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Functional.Users;

/// <summary>A clock of the server that is set, by a day, forwards and back.</summary>
public sealed class ClockTests(string provider) : StoreTests(provider)
{
    private static readonly TimeSpan[] Jumps =
        [TimeSpan.FromDays(1), TimeSpan.FromDays(-2), TimeSpan.FromDays(1), TimeSpan.FromSeconds(-1)];

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    protected override TimeProvider Clock => _clock;

    [Test]
    public async Task Users_that_are_created_meanwhile_are_each_seen_once()
    {
        var role = NewRole();
        var created = new List<User>();
        foreach (var jump in Jumps)
        {
            created.AddRange(await CreateUsersAsync(5, role));
            Set(jump);
        }

        var pages = new List<User>();
        var request = new ListUsersRequest { Filter = $"role = {role}", PageSize = 3 };
        do
        {
            var page = await Client.ListUsersAsync(request);
            pages.AddRange(page.Users);
            request = request with { PageToken = page.NextPageToken };
        }
        while (request.PageToken.Length > 0);

        pages.Should().BeEquivalentTo(created).And.OnlyHaveUniqueItems(user => user.Id);
    }

    [Test]
    public async Task Events_keep_the_order_in_which_they_were_recorded()
    {
        var user = await CreateUserAsync();
        var types = new List<string> { "user.created" };
        foreach (var jump in Jumps)
        {
            Set(jump);
            types.Add($"jump.{types.Count}");
            await RecordAsync(new RecordActivityRequest { UserId = user.Id, EventType = types[^1] });
        }

        var events = await ReadActivityAsync(user.Id);

        events.Select(one => one.EventType).Should().Equal(types);
        events.Select(one => one.Sequence).Should().Equal(Enumerable.Range(1, types.Count).Select(i => (long)i));
    }

    [Test]
    public async Task A_request_id_is_still_known_when_the_clock_goes_back()
    {
        var request = new CreateUserRequest { Name = "Ann", Email = NewEmail(), RequestId = $"{Guid.NewGuid()}" };
        var first = await Client.CreateUserAsync(request);

        Set(TimeSpan.FromDays(-7));
        var repeat = await Client.CreateUserAsync(request);

        repeat.Should().Be(first);
    }

    [Test]
    public async Task A_change_after_the_clock_went_back_is_a_change()
    {
        var user = await CreateUserAsync();

        Set(TimeSpan.FromHours(-1));
        var updated = await Client.UpdateUserAsync(new UpdateUserRequest { Id = user.Id, Name = "Bea", ETag = user.ETag });

        (updated.Name, updated.CreatedAt).Should().Be(("Bea", user.CreatedAt));
        updated.ETag.Should().NotBe(user.ETag);
        (await Client.GetUserAsync(new GetUserRequest { Id = user.Id })).Should().Be(updated);
    }

    // As an operator or NTP does: timers do not run early for it.
    private void Set(TimeSpan jump) => _clock.AdjustTime(_clock.GetUtcNow() + jump);
}
