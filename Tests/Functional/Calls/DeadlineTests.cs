using System.Diagnostics;
using CodeFirst.Contracts;
using CodeFirst.Server.Storage.Sqlite;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Functional.Calls;

public sealed class DeadlineTests : ServerTests
{
    // Each of the 100 terms looks through the whole of each name, twice: for the page and for the total.
    private static readonly string SlowFilter = string.Join(" OR ", Enumerable.Repeat("name:aaaaaaaaab", 100));

    protected override Task<ServerFixture> StartAsync() =>
        Task.FromResult(new ServerFixture(new Dictionary<string, string> { ["Calls:DeadlineSeconds"] = "1" }));

    [OneTimeSetUp]
    public async Task CreateManyUsers()
    {
        await Server.Services.GetRequiredService<SqliteDatabase>().Writer.WriteAsync(
            transaction => Run(
                transaction.Session,
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
                INSERT INTO users (id, name, name_key, email, email_key, role, created_at, updated_at, version)
                SELECT format('user-%08d', i), 'Ann', format('%.*c', 200, 'a'), i || '@b', i || '@b', 'slow', 0, 0, 1 FROM n;
                UPDATE user_count SET users = users + 50000;
                INSERT INTO role_counts (role, users) VALUES ('slow', 50000)
                """),
            null,
            CancellationToken.None).WaitAsync(Soon);
    }

    [Test]
    public async Task Long_scan_ends_with_DEADLINE_EXCEEDED()
    {
        var time = Stopwatch.StartNew();

        var answer = await ListSlowlyAsync("100m");

        time.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
        (answer.Status, answer.Message).Should().Be((StatusCode.DeadlineExceeded, "Deadline Exceeded"));
        (answer.ErrorInfo?.Reason, answer.ErrorInfo?.Domain).Should().Be(("DEADLINE_EXCEEDED", "userservice"));
    }

    [Test]
    public async Task Long_scan_ends_although_its_caller_would_wait_for_ever()
    {
        var answer = await ListSlowlyAsync(null);

        (answer.Status, answer.Message).Should().Be((StatusCode.DeadlineExceeded, "The deadline of the call has passed."));
        (answer.ErrorInfo?.Reason, answer.ErrorInfo?.Domain).Should().Be(("DEADLINE_EXCEEDED", "userservice"));
    }

    [Test]
    public async Task Long_scans_whose_deadline_has_passed_are_in_nobodys_way()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ListSlowlyAsync("200m")));

        // Were they still running, the next scan would wait for all of them, a second or more each.
        var time = Stopwatch.StartNew();
        var page = await Client.ListUsersAsync(new ListUsersRequest { Filter = "id = user-00000007 AND name:a" });

        page.TotalCount.Should().Be(1);
        time.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Test]
    public async Task Long_scan_leaves_other_calls_alone()
    {
        using var cancelled = new CancellationTokenSource();
        var options = new CallOptions(deadline: Patience.Deadline, cancellationToken: cancelled.Token); // not the second of this server
        var slow = Enumerable.Range(0, 8)
            .Select(_ => Client.ListUsersAsync(new ListUsersRequest { Filter = SlowFilter }, options).AsTask())
            .ToList();

        var user = await CreateUserAsync().WaitAsync(Soon);
        var page = await Client.ListUsersAsync(new ListUsersRequest { Filter = "role = slow", PageSize = 1 }).AsTask().WaitAsync(Soon);

        user.Id.Should().NotBeEmpty();
        page.TotalCount.Should().Be(50_000);
        slow.Should().Contain(one => !one.IsCompleted);
        await cancelled.CancelAsync();
        await ((Task)Task.WhenAll(slow)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static int Run(SqliteSession session, string sql)
    {
        session.Execute(sql);

        return session.Changes;
    }

    // As a client that leaves it to the server to keep the deadline: ours would give up by itself.
    private async Task<RawAnswer> ListSlowlyAsync(string? timeout)
    {
        using var caller = new RawCaller(Server.Address);
        var message = Wire.Field(3, SlowFilter);
        using var content = new ByteArrayContent([0, 0, 0, (byte)(message.Length >> 8), (byte)message.Length, .. message]);
        var headers = new Dictionary<string, string>();
        if (timeout is not null)
        {
            headers["grpc-timeout"] = timeout;
        }

        return await caller.SendAsync("/userservice.UserService/ListUsers", headers: headers, content: content).WaitAsync(Soon);
    }
}
