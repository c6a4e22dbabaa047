using System.Globalization;
using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Client;

public sealed class DeadlineTests : CloudRunTests
{
    private static readonly GetUserRequest Request = new() { Id = "user-1" };

    [Test]
    public async Task A_call_without_an_answer_ends_with_DEADLINE_EXCEEDED()
    {
        var users = Connect(options => options.Deadline = TimeSpan.FromMilliseconds(300));
        FrontEnd.Fail(FrontEndFault.Nothing);

        var status = await StatusOfAsync(() => users.GetUserAsync(Request).AsTask().WaitAsync(Soon));

        status.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
        FrontEnd.Requests.Should().ContainSingle();
    }

    [Test]
    public async Task A_call_has_ten_seconds_unless_told_otherwise()
    {
        var users = Connect();

        await users.ListUsersAsync(new ListUsersRequest { PageSize = 1 });

        Timeouts().Single().Should().BeGreaterThan(TimeSpan.FromSeconds(5)).And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(10));
    }

    [Test]
    public async Task The_deadline_of_the_call_goes_before_that_of_the_client()
    {
        var users = Connect(options => options.Deadline = TimeSpan.FromSeconds(10));

        await users.ListUsersAsync(new ListUsersRequest { PageSize = 1 }, new CallOptions(deadline: Patience.In(TimeSpan.FromMinutes(5))));
        await users.ListUsersAsync(new ListUsersRequest { PageSize = 1 }, new CallOptions(deadline: DateTime.MaxValue));

        Timeouts().Should().SatisfyRespectively(
            first => first.Should().BeCloseTo(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30)),
            second => second.Should().BeNull());
    }

    [Test]
    public async Task A_client_may_have_no_deadline()
    {
        var users = Connect(options => options.Deadline = Timeout.InfiniteTimeSpan);

        await users.ListUsersAsync(new ListUsersRequest { PageSize = 1 });

        Timeouts().Should().Equal([null]);
    }

    [Test]
    public async Task Streams_have_no_deadline_of_their_own()
    {
        var users = Connect();
        var user = await CreateUserAsync();

        await users.StreamUserActivityAsync(new StreamActivityRequest { UserId = user.Id }).ToListAsync();
        await users.RecordActivityAsync(Array.Empty<RecordActivityRequest>().ToAsyncEnumerable()).ToListAsync();

        Timeouts().Should().Equal([null, null]);
    }

    [Test]
    public async Task All_attempts_share_one_deadline()
    {
        var users = Connect(options => options.Deadline = TimeSpan.FromSeconds(2));
        FrontEnd.Fail(FrontEndFault.ServiceUnavailable, times: 2);
        FrontEnd.Fail(FrontEndFault.Nothing);

        var status = await StatusOfAsync(() => users.GetUserAsync(Request).AsTask().WaitAsync(Soon));

        status.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
        Timeouts().Should().BeInDescendingOrder().And.HaveCount(3);
    }

    [Test]
    public async Task A_cancelled_call_is_CANCELLED_and_not_repeated()
    {
        var users = Connect();
        using var cancellation = new CancellationTokenSource();
        FrontEnd.Fail(FrontEndFault.Nothing);

        var call = users.GetUserAsync(Request, new CallOptions(cancellationToken: cancellation.Token)).AsTask();
        await FrontEnd.Waiting.WaitAsync(Soon);
        await cancellation.CancelAsync();

        (await StatusOfAsync(() => call.WaitAsync(Soon))).StatusCode.Should().Be(StatusCode.Cancelled);
        FrontEnd.Requests.Should().ContainSingle();
    }

    private IEnumerable<TimeSpan?> Timeouts() => FrontEnd.Requests.Select(request => Parse(request.Header("grpc-timeout")));

    private static TimeSpan? Parse(string? timeout) => timeout is null
        ? null
        : long.Parse(timeout[..^1], CultureInfo.InvariantCulture) * timeout[^1] switch
        {
            'M' => TimeSpan.FromMinutes(1),
            'S' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMilliseconds(1),
            'u' => TimeSpan.FromMicroseconds(1),
            'n' => TimeSpan.FromMicroseconds(0.001),
            _ => throw new FormatException(timeout),
        };
}
