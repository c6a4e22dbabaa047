using CodeFirst.Server;

namespace CodeFirst.Tests.Unit.Users;

/// <summary>Pages are in the order of ids: users that are made one after the other come in that order.</summary>
public sealed class TimeOrderedIdTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 29, 18, 0, 0, 999, TimeSpan.Zero);

    [Test]
    public void Later_ids_are_greater_also_within_a_millisecond()
    {
        var ids = Enumerable.Range(0, 5_000).Select(i => TimeOrderedId.New("user", At.AddTicks(i * 3))).ToArray();

        ids.Should().BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
    }

    [Test]
    public void An_id_is_a_UUID_of_version_7_with_its_time()
    {
        var id = TimeOrderedId.New("user", At);

        id.Should().MatchRegex("^user-[0-9a-f]{12}7000[89ab][0-9a-f]{15}$");
        Guid.ParseExact(id["user-".Length..], "N").Version.Should().Be(7);
        Convert.ToInt64(id.Substring("user-".Length, 12), 16).Should().Be(At.ToUnixTimeMilliseconds());
    }

    [Test]
    public void Ids_of_the_same_moment_differ() =>
        Enumerable.Range(0, 1_000).Select(_ => TimeOrderedId.New("user", At)).Should().OnlyHaveUniqueItems();
}
