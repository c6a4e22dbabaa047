using CodeFirst.Server.Users.Filters;
using static CodeFirst.Server.Users.Filters.UserFilter;

namespace CodeFirst.Tests.Unit.Users.Filters;

public sealed class UserFilterTimeTests
{
    [TestCase("2026-11-22T18:24:16Z", 1_795_371_856_000)]
    [TestCase("'2026-11-22T18:24:16Z'", 1_795_371_856_000)]
    [TestCase("\"2026-11-22t18:24:16z\"", 1_795_371_856_000)]
    [TestCase("2026-11-22T20:24:16+02:00", 1_795_371_856_000)]
    [TestCase("2026-11-22T12:54:16-05:30", 1_795_371_856_000)]
    [TestCase("2026-11-22T18:24:16-00:00", 1_795_371_856_000)]
    [TestCase("2026-11-22T18:24:16.5Z", 1_795_371_856_500)]
    [TestCase("2026-11-22T18:24:16.05Z", 1_795_371_856_050)]
    [TestCase("2026-11-22T18:24:16.123Z", 1_795_371_856_123)]
    [TestCase("2026-11-22T18:24:16.1230000000000000000000000000Z", 1_795_371_856_123)]
    [TestCase("2024-02-29T00:00:00Z", 1_709_164_800_000)]
    [TestCase("1969-12-31T23:59:59.999Z", -1)]
    [TestCase("0001-01-01T00:00:00+23:59", -62_135_683_140_000)]
    [TestCase("9999-12-31T23:59:59.999-23:59", 253_402_387_139_999)]
    public void Times_are_RFC_3339(string text, long milliseconds)
    {
        UserFilter.Parse($"created_at = {text}").Should().Be(Created(UserFilterMatch.Equal, milliseconds));
    }

    [TestCase("<", UserFilterMatch.Less)]
    [TestCase("<=", UserFilterMatch.LessOrEqual)]
    [TestCase("=", UserFilterMatch.Equal)]
    [TestCase(">", UserFilterMatch.Greater)]
    [TestCase(">=", UserFilterMatch.GreaterOrEqual)]
    public void Whole_milliseconds_compare_as_they_are(string op, object match)
    {
        UserFilter.Parse($"created_at{op}1970-01-01T00:00:00.007000Z").Should().Be(Created((UserFilterMatch)match, 7));
    }

    [TestCase("<", UserFilterMatch.LessOrEqual)]
    [TestCase("<=", UserFilterMatch.LessOrEqual)]
    [TestCase(">", UserFilterMatch.Greater)]
    [TestCase(">=", UserFilterMatch.Greater)]
    public void Time_between_two_milliseconds_orders_after_the_first(string op, object match)
    {
        UserFilter.Parse($"created_at{op}1970-01-01T00:00:00.0070000000001Z").Should().Be(Created((UserFilterMatch)match, 7));
        UserFilter.Parse($"created_at{op}1969-12-31T23:59:59.9985Z").Should().Be(Created((UserFilterMatch)match, -2));
    }

    [Test]
    public void Time_between_two_milliseconds_equals_none()
    {
        UserFilter.Parse("updated_at = 1970-01-01T00:00:00.0001Z").Should().Be(new Constant(false));
        UserFilter.Parse("updated_at != 1970-01-01T00:00:00.0001Z").Should().Be(new Not(new Constant(false)));
    }

    [Test]
    public void Every_user_has_the_times()
    {
        UserFilter.Parse("created_at:*").Should().Be(new Constant(true));
        UserFilter.Parse("updated_at : '*'").Should().Be(new Constant(true));
    }

    [TestCase("yesterday")]
    [TestCase("''")]
    [TestCase("2026-11-22")]
    [TestCase("2026-11-22T18:24:16")]
    [TestCase("2026-11-22T18:24Z")]
    [TestCase("'2026-11-22 18:24:16Z'")]
    [TestCase("2026-11-22T18:24:16.Z")]
    [TestCase("2026-11-22T18:24:16.5")]
    [TestCase("2026-11-22T18:24:16,5Z")]
    [TestCase("2026-11-22T18:24:16+02")]
    [TestCase("2026-11-22T18:24:16+0200")]
    [TestCase("2026-11-22T18:24:16+24:00")]
    [TestCase("2026-11-22T18:24:16+02:60")]
    [TestCase("2026-11-22T18:24:16ZZ")]
    [TestCase("2026-02-29T00:00:00Z")]
    [TestCase("2026-00-10T00:00:00Z")]
    [TestCase("2026-13-10T00:00:00Z")]
    [TestCase("2026-04-31T00:00:00Z")]
    [TestCase("0000-01-01T00:00:00Z")]
    [TestCase("2026-11-22T24:00:00Z")]
    [TestCase("2026-11-22T23:60:00Z")]
    [TestCase("2026-11-22T23:59:60Z")]
    [TestCase("2026-11-22T18:24:1٦Z")]
    [TestCase("-026-11-22T18:24:16Z")]
    [TestCase("2026-11-22T18:24:16Z*")]
    [TestCase("1795371856000")]
    public void Anything_else_is_not_a_time(string text)
    {
        var act = () => UserFilter.Parse($"updated_at > {text}");

        act.Should().Throw<UserFilterException>()
            .WithMessage(
                "Bad time for updated_at at position 14. "
                + "Write it as RFC 3339 with Z or an offset, for example 2026-11-22T18:24:16Z.")
            .Which.Position.Should().Be(14);
    }

    private static TimeComparison Created(UserFilterMatch match, long milliseconds) => new(UserFilterField.CreatedAt, match, milliseconds);
}
