using CodeFirst.Calling.Identity;
using Google.Apis.Auth.OAuth2;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Unit.Calling;

public sealed class IdTokenSourceTests
{
    private const string Audience = "https://users.example.com";
    private const string NoToken = $"No Google ID token for the audience \"{Audience}\"";

    private readonly FakeTimeProvider _clock = new();

    private int _opened;

    [SetUp]
    public void StartCounting() => _opened = 0;

    [Test]
    public async Task What_hangs_is_UNAVAILABLE_after_five_seconds()
    {
        var source = Source(_ => new TaskCompletionSource<OidcToken>().Task);
        var calls = Enumerable.Range(0, 10).Select(_ => source.GetAsync(CancellationToken.None)).ToList();

        _clock.Advance(TimeSpan.FromSeconds(4.9));
        var before = calls.TrueForAll(call => !call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        before.Should().BeTrue();
        foreach (var call in calls)
        {
            await ShouldBeTooLateAsync(call);
        }

        _opened.Should().Be(1);
    }

    [Test]
    public async Task After_a_hang_calls_fail_at_once_for_three_seconds_and_then_ask_again()
    {
        var source = Source(_ => new TaskCompletionSource<OidcToken>().Task);
        var first = source.GetAsync(CancellationToken.None);
        _clock.Advance(IdTokenSource.Limit);
        await ShouldBeTooLateAsync(first);

        _clock.Advance(TimeSpan.FromSeconds(2.9));
        await ShouldBeTooLateAsync(source.GetAsync(CancellationToken.None));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        var next = source.GetAsync(CancellationToken.None);

        next.IsCompleted.Should().BeFalse();
        _opened.Should().Be(2);
    }

    [Test]
    public async Task A_cancelled_call_leaves_the_others_waiting()
    {
        var source = Source(_ => new TaskCompletionSource<OidcToken>().Task);
        using var cancellation = new CancellationTokenSource();
        var cancelled = source.GetAsync(cancellation.Token);
        var other = source.GetAsync(CancellationToken.None);

        await cancellation.CancelAsync();

        var wait = () => cancelled;
        await wait.Should().ThrowAsync<OperationCanceledException>();
        other.IsCompleted.Should().BeFalse();
        _opened.Should().Be(1);
    }

    [Test]
    public async Task Credentials_that_are_not_found_are_UNAUTHENTICATED_and_looked_for_again()
    {
        var source = Source(_ => Task.FromException<OidcToken>(new InvalidOperationException("Your default credentials were not found.")));

        for (var call = 1; call <= 2; call++)
        {
            var get = () => source.GetAsync(CancellationToken.None);
            var failure = (await get.Should().ThrowAsync<RpcException>()).Which;

            failure.StatusCode.Should().Be(StatusCode.Unauthenticated);
            failure.Status.Detail.Should()
                .StartWith($"{NoToken}: this program has no Google credentials").And.Contain("--impersonate-service-account");
            _opened.Should().Be(call);
        }
    }

    [TestCaseSource(nameof(Failures))]
    public async Task Any_other_failure_is_UNAVAILABLE(Exception cause, string reason)
    {
        var source = Source(_ => Task.FromException<OidcToken>(cause));

        var get = () => source.GetAsync(CancellationToken.None);

        var status = (await get.Should().ThrowAsync<RpcException>()).Which.Status;
        (status.StatusCode, status.Detail, status.DebugException).Should().Be((StatusCode.Unavailable, $"{NoToken}: {reason}", cause));
    }

    private static IEnumerable<TestCaseData> Failures()
    {
        const string NotReached = "the metadata server, or Google, cannot be reached.";

        yield return new TestCaseData(new HttpRequestException("refused"), NotReached);
        yield return new TestCaseData(new IOException("reset"), NotReached);
        yield return new TestCaseData(new TaskCanceledException("its own time-out"), NotReached);
        yield return new TestCaseData(new FormatException("no JWT"), "the metadata server, or Google, responded without a token.");
    }

    private static async Task ShouldBeTooLateAsync(Task<string> call)
    {
        var wait = () => call;

        var status = (await wait.Should().ThrowAsync<RpcException>()).Which.Status;
        (status.StatusCode, status.Detail).Should().Be((
            StatusCode.Unavailable, $"{NoToken}: the metadata server, or Google, did not respond within 5 seconds."));
    }

    private IdTokenSource Source(Func<string, Task<OidcToken>> open) => new(
        Audience,
        (audience, cancellationToken) =>
        {
            _opened++;
            cancellationToken.CanBeCanceled.Should().BeFalse("others wait for the same");
            audience.Should().Be(Audience);

            return open(audience);
        },
        _clock);
}
