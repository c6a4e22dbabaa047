using CodeFirst.Hosting;
using CodeFirst.Hosting.Calls;
using CodeFirst.Hosting.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Unit.Hosting.Calls;

/// <summary>How long a message may take to come, and when Kestrel's lowest rate counts.</summary>
public sealed class MessageDeadlineTests
{
    [TestCase(30, null, 30)]
    [TestCase(30, "1S", 600)]
    [TestCase(30, "99999999H", 600)]
    [TestCase(86_400, "1S", 86_400)]
    [TestCase(0, "1S", 600)]
    public void A_message_may_take_the_time_of_a_call_and_with_the_deadline_of_a_caller_ten_minutes_or_what_is_set(
        int setting, string? timeout, int seconds)
    {
        var (http, rate) = Request(timeout);

        Deadline(setting).Begin(http, MethodType.Unary)!.Longest.Should().Be(TimeSpan.FromSeconds(seconds));

        rate.MinDataRate.Should().BeNull();
    }

    [TestCase(0, null, MethodType.Unary)]
    [TestCase(30, "1S", MethodType.ClientStreaming)]
    [TestCase(30, null, MethodType.DuplexStreaming)]
    public void Calls_without_a_deadline_and_calls_with_several_messages_are_left_to_Kestrel_and_gRPC(
        int setting, string? timeout, MethodType type)
    {
        var (http, rate) = Request(timeout);

        Deadline(setting).Begin(http, type).Should().BeNull();

        rate.MinDataRate.Should().NotBeNull();
    }

    [Test]
    public void Over_HTTP_1_the_lowest_rate_stays()
    {
        var (http, rate) = Request(timeout: null);
        http.Features.Set<IHttp2StreamIdFeature>(null);

        Deadline(30).Begin(http, MethodType.Unary).Should().NotBeNull();

        rate.MinDataRate.Should().NotBeNull();
    }

    [Test]
    public async Task A_call_whose_message_does_not_come_is_answered_and_reset_after_that_time()
    {
        var clock = new FakeTimeProvider();
        var deadline = Deadline(30, clock);
        var (http, _) = Request("99999999H");
        var reset = new ResetFeature();
        http.Features.Set<IHttpResetFeature>(reset);

        var watch = deadline.WatchAsync(new TaskCompletionSource().Task, deadline.Begin(http, MethodType.Unary)!, http, "/a.B/C");
        clock.Advance(TimeSpan.FromSeconds(599));
        var isEarly = watch.IsCompleted;
        clock.Advance(TimeSpan.FromSeconds(1));
        await watch.WaitAsync(TimeSpan.FromSeconds(30));

        isEarly.Should().BeFalse();
        http.Response.Headers.GrpcStatus.ToString().Should().Be("4");
        reset.Code.Should().Be(8);
        HandledCall.TryBegin(http).Should().BeFalse("the service must not begin any more");
    }

    private static MessageDeadline Deadline(int seconds, TimeProvider? clock = null) => new(
        Options.Create(new CallLimitOptions { Deadline = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null }),
        clock ?? TimeProvider.System,
        new ErrorDomain(new MappedServices(), Options.Create(new ErrorOptions())),
        NullLogger<MessageDeadline>.Instance);

    private static (HttpContext Http, IHttpMinRequestBodyDataRateFeature Rate) Request(string? timeout)
    {
        var http = new DefaultHttpContext();
        var rate = new RateFeature();
        http.Features.Set<IHttpMinRequestBodyDataRateFeature>(rate);
        http.Features.Set<IHttp2StreamIdFeature>(rate);
        if (timeout is not null)
        {
            http.Request.Headers["grpc-timeout"] = timeout;
        }

        return (http, rate);
    }

    private sealed class RateFeature : IHttpMinRequestBodyDataRateFeature, IHttp2StreamIdFeature
    {
        public MinDataRate? MinDataRate { get; set; } = new(240, TimeSpan.FromSeconds(5));

        public int StreamId => 1;
    }

    private sealed class ResetFeature : IHttpResetFeature
    {
        public int? Code { get; private set; }

        public void Reset(int errorCode) => Code = errorCode;
    }
}
