using CodeFirst.Hosting.Calls;
using Microsoft.Extensions.Primitives;

namespace CodeFirst.Tests.Unit.Calls;

public sealed class GrpcTimeoutTests
{
    [TestCase("1H")]
    [TestCase("10M")]
    [TestCase("5S")]
    [TestCase("100m")]
    [TestCase("1u")]
    [TestCase("100n")]
    [TestCase("99999999H")]
    [TestCase("00000001S")]
    public void Time_that_is_left_runs(string text)
    {
        Read(text).Should().Be(nameof(GrpcTimeoutState.Runs));
    }

    [TestCase("0n")]
    [TestCase("99n")]
    [TestCase("0S")]
    [TestCase("00000000H")]
    public void Time_too_short_to_measure_is_over(string text)
    {
        Read(text).Should().Be(nameof(GrpcTimeoutState.Expired));
    }

    [TestCase("")]
    [TestCase("S")]
    [TestCase("5")]
    [TestCase("abc")]
    [TestCase("-1S")]
    [TestCase("+1S")]
    [TestCase("1 S")]
    [TestCase("1s")]
    [TestCase("1.5S")]
    [TestCase("123456789S")]
    [TestCase("٣S")]
    public void Anything_else_is_malformed(string text)
    {
        Read(text).Should().Be(nameof(GrpcTimeoutState.Malformed));
    }

    [Test]
    public void Two_headers_are_malformed()
    {
        GrpcTimeout.Read(new StringValues(["1S", "2S"])).Should().Be(GrpcTimeoutState.Malformed);
    }

    [Test]
    public void No_header_is_no_deadline()
    {
        GrpcTimeout.Read(StringValues.Empty).Should().Be(GrpcTimeoutState.Runs);
    }

    private static string Read(string text) => GrpcTimeout.Read(text).ToString();
}
