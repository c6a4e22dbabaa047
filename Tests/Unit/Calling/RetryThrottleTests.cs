using CodeFirst.Calling.Calls;

namespace CodeFirst.Tests.Unit.Calling;

public sealed class RetryThrottleTests
{
    private readonly RetryThrottle _throttle = new();

    [Test]
    public void Half_of_the_tokens_may_be_used_up()
    {
        Fail(49);
        _throttle.IsActive.Should().BeFalse();

        Fail(1);
        _throttle.IsActive.Should().BeTrue();
    }

    [Test]
    public void Ten_successes_make_up_for_one_failure()
    {
        Fail(50);

        Succeed(10);

        _throttle.IsActive.Should().BeFalse();
    }

    [Test]
    public void Failures_and_successes_are_not_hoarded()
    {
        Succeed(1000);
        Fail(1000);
        _throttle.IsActive.Should().BeTrue();

        Succeed(501);

        _throttle.IsActive.Should().BeFalse();
    }

    [SetUp]
    public void StartAnew() => Succeed(1000);

    private void Fail(int times)
    {
        for (var time = 0; time < times; time++)
        {
            _throttle.Failed();
        }
    }

    private void Succeed(int times)
    {
        for (var time = 0; time < times; time++)
        {
            _throttle.Succeeded();
        }
    }
}
