using System.Collections.Concurrent;
using System.Diagnostics;
using CodeFirst.Calling;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>Callers of a server that is killed and comes back.</summary>
public sealed class OrderRestartTests : OrderTests
{
    private const int Kills = 16;
    private const int Readers = 8;
    private const int Writers = 4;

    [Test]
    public async Task No_read_fails_and_no_write_is_sent_twice_while_the_server_is_killed_again_and_again()
    {
        var orders = Connect(options => options.Deadline = Patience.Limit);
        using var enough = new CancellationTokenSource();
        using var answers = new SemaphoreSlim(0);
        var written = new ConcurrentDictionary<string, Status>();
        var readers = Enumerable.Range(0, Readers).Select(_ => ReadAsync()).ToList();
        var writers = Enumerable.Range(0, Writers).Select(WriteAsync).ToList();

        for (var kill = 0; kill < Kills; kill++)
        {
            await WaitForAnswersAsync(4 * Readers);
            await Server.KillAsync();
            await Task.Delay(Random.Shared.Next(500)); // how long it is away: nothing is waited for
            await Server.StartAsync();
        }

        await WaitForAnswersAsync(4 * Readers);
        await enough.CancelAsync();
        var reads = await Task.WhenAll(readers);
        await Task.WhenAll(writers);

        reads.Should().OnlyContain(count => count > 0);
        written.Keys.Should().AllSatisfy(id => Server.Requests.GetValueOrDefault(id).Should().BeLessThanOrEqualTo(1, "{0} is a write", id));
        written.Where(one => one.Value.StatusCode == StatusCode.OK).Should().NotBeEmpty()
            .And.AllSatisfy(one => Server.Requests[one.Key].Should().Be(1));
        written.Values.Where(status => status.StatusCode is not (StatusCode.OK or StatusCode.Unavailable)).Should().BeEmpty();

        async Task<int> ReadAsync()
        {
            var count = 0;
            for (; !enough.IsCancellationRequested; count++)
            {
                await orders.GetOrderAsync(new OrderRequest { Id = "read" });
                answers.Release();
            }

            return count;
        }

        async Task WriteAsync(int writer)
        {
            for (var number = 0; !enough.IsCancellationRequested; number++)
            {
                var id = $"{writer}-{number}";
                try
                {
                    await orders.PlaceOrderAsync(new OrderRequest { Id = id });
                    written[id] = Status.DefaultSuccess;
                }
                catch (RpcException failure)
                {
                    written[id] = failure.Status;
                }
            }
        }

        async Task WaitForAnswersAsync(int count)
        {
            for (var answer = 0; answer < count; answer++)
            {
                (await answers.WaitAsync(Patience.Limit)).Should().BeTrue("a reader that fails is seen in the end");
            }
        }
    }

    [Test]
    public async Task A_write_waits_for_a_server_that_is_not_there_yet()
    {
        var orders = Connect(options => options.Deadline = Patience.Limit);
        await Server.KillAsync();

        var call = orders.PlaceOrderAsync(new OrderRequest { Id = "1" }).AsTask();
        await Server.StartAsync();

        (await call).Id.Should().Be("1");
        Server.Requests["1"].Should().Be(1);
    }

    // gRPC cannot watch the connections of a handler that makes its own.
    [Test]
    public async Task A_write_waits_for_a_server_also_where_sockets_are_made_by_the_caller()
    {
        var orders = Connect(options => options.Deadline = Patience.Limit, MakeSockets);
        await Server.KillAsync();

        var call = orders.PlaceOrderAsync(new OrderRequest { Id = "1" }).AsTask();
        await Server.StartAsync();

        (await call).Id.Should().Be("1");
        Server.Requests["1"].Should().Be(1);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_call_that_was_not_sent_in_time_says_so(bool hasOwnSockets)
    {
        var orders = Connect(options => options.Deadline = TimeSpan.FromMilliseconds(500), hasOwnSockets ? MakeSockets : null);
        await Server.KillAsync();

        var failure = await FailureOfAsync(() => orders.PlaceOrderAsync(new OrderRequest { Id = "1" }).AsTask());

        failure.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
        failure.Status.Detail.Should().StartWith(
            $"The call was not sent before its deadline: there was no connection to http://127.0.0.1:{Server.Port}/");
    }

    [Test]
    public async Task A_call_that_was_sent_and_not_answered_in_time_does_not_claim_otherwise()
    {
        var orders = Connect(options => options.Deadline = TimeSpan.FromMilliseconds(500));
        Server.Before = (_, call) => Task.Delay(Timeout.Infinite, call.CancellationToken);

        var failure = await FailureOfAsync(() => orders.PlaceOrderAsync(new OrderRequest { Id = "1" }).AsTask());

        failure.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
        failure.Status.Detail.Should().NotContain("not sent");
    }

    [Test]
    public async Task A_client_may_fail_fast()
    {
        var orders = Connect(options => options.FailFast = true);
        await Server.KillAsync();
        var time = Stopwatch.StartNew();

        var failure = await FailureOfAsync(() => orders.PlaceOrderAsync(new OrderRequest { Id = "1" }).AsTask());

        failure.StatusCode.Should().Be(StatusCode.Unavailable);
        time.Elapsed.Should().BeLessThan(new CodeFirstClientOptions().Deadline);
    }

    [Test]
    public async Task A_cancelled_call_no_longer_waits_for_a_connection()
    {
        var orders = Connect();
        await Server.KillAsync();
        using var cancellation = new CancellationTokenSource();

        var call = orders.PlaceOrderAsync(new OrderRequest { Id = "1" }, new CallOptions(cancellationToken: cancellation.Token)).AsTask();
        await cancellation.CancelAsync();

        (await FailureOfAsync(() => call)).StatusCode.Should().Be(StatusCode.Cancelled);
    }

    private static void MakeSockets(SocketsHttpHandler handler) => handler.ConnectCallback = async (context, cancellationToken) =>
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);

            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();

            throw;
        }
    };
}
