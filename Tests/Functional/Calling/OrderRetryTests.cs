using Grpc.Core;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>What the contract says is what is repeated.</summary>
public sealed class OrderRetryTests : OrderTests
{
    private static readonly OrderRequest Request = new() { Id = "1" };

    [Test]
    public async Task A_method_without_side_effects_is_repeated()
    {
        FailFirst(2);

        var order = await Connect().GetOrderAsync(Request);

        order.Id.Should().Be("1");
        Server.Headers.Select(headers => (string?)headers["grpc-previous-rpc-attempts"]).Should().Equal(null, "1", "2");
    }

    [Test]
    public async Task A_method_that_is_HTTP_GET_is_repeated()
    {
        FailFirst(1);

        await Connect().FindOrderAsync(Request);

        Server.Requests["1"].Should().Be(2);
    }

    [Test]
    public async Task An_idempotent_method_is_repeated()
    {
        FailFirst(1);

        await Connect().CancelOrderAsync(Request);

        Server.Requests["1"].Should().Be(2);
    }

    [Test]
    public async Task A_method_that_blocks_its_caller_is_repeated()
    {
        FailFirst(1);

        (await Task.Run(() => Connect().GetOrderBlocking(Request))).Id.Should().Be("1");

        Server.Requests["1"].Should().Be(2);
    }

    [Test]
    public async Task A_stream_without_side_effects_is_repeated_until_its_first_message()
    {
        FailFirst(1);

        var orders = await Connect().ListOrdersAsync(Request).ToListAsync();

        orders.Select(order => order.Id).Should().Equal("1", "last");
        Server.Requests["1"].Should().Be(2);
    }

    [TestCase("GetOrder", 2)]
    [TestCase("PlaceOrder", 1)]
    public async Task Calls_that_send_bytes_are_repeated_by_the_same_rules(string name, int requests)
    {
        FailFirst(1);
        var bytes = Marshallers.Create(message => message, message => message);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "shop.Orders", name, bytes, bytes);

        using var call = ConnectClient().Invoker.AsyncUnaryCall(method, host: null, default, [0x0A, 1, (byte)'1']);
        await ((Task)call.ResponseAsync.WaitAsync(Patience.Limit)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Server.Requests["1"].Should().Be(requests);
        call.GetStatus().StatusCode.Should().Be(requests == 2 ? StatusCode.OK : StatusCode.Unavailable);
    }

    [Test]
    public async Task A_method_of_which_the_contract_says_nothing_is_not_repeated()
    {
        FailFirst(1);

        var failure = await FailureOfAsync(() => Connect().PlaceOrderAsync(Request).AsTask());

        failure.Status.Should().Be(new Status(StatusCode.Unavailable, "busy"));
        Server.Requests["1"].Should().Be(1);
    }

    [Test]
    public async Task A_stream_of_requests_is_not_repeated()
    {
        FailFirst(1);

        var failure = await FailureOfAsync(() => Connect().PlaceOrdersAsync(new[] { Request }.ToAsyncEnumerable()).AsTask());

        failure.StatusCode.Should().Be(StatusCode.Unavailable);
        Server.Requests["1"].Should().Be(1);
    }

    [Test]
    public async Task A_request_that_recognises_a_repeat_is_completed_once_and_repeated()
    {
        var completed = 0;
        FailFirst(2);
        var orders = Connect(options =>
        {
            options.Complete<OrderRequest>(request => request with { RequestId = $"id-{++completed}" });
            options.RepeatWhen<OrderRequest>(request => request.RequestId.Length > 0);
        });

        var order = await orders.PlaceOrderAsync(Request);

        order.RequestId.Should().Be("id-1", "each attempt sends the same request");
        Server.Requests["1"].Should().Be(3);
    }

    [Test]
    public async Task Another_status_is_not_repeated()
    {
        Server.Before = (_, _) => throw new RpcException(new Status(StatusCode.Aborted, "changed"));

        var failure = await FailureOfAsync(() => Connect().GetOrderAsync(Request).AsTask());

        failure.Status.Should().Be(new Status(StatusCode.Aborted, "changed"));
        Server.Requests["1"].Should().Be(1);
    }

    [TestCase("-1", 1)]
    [TestCase("never", 1)]
    [TestCase("0", 2)]
    public async Task A_server_may_push_back(string milliseconds, int attempts)
    {
        Server.Before = (_, _) => Server.Requests["1"] > 1
            ? Task.CompletedTask
            : throw new RpcException(
                new Status(StatusCode.Unavailable, "busy"), new Metadata { { "grpc-retry-pushback-ms", milliseconds } });

        try
        {
            await Connect().GetOrderAsync(Request);
        }
        catch (RpcException failure) when (attempts == 1 && failure.StatusCode == StatusCode.Unavailable)
        {
            // It asked for no repeat.
        }

        Server.Requests["1"].Should().Be(attempts);
    }

    private void FailFirst(int times) => Server.Before = (request, _) => Server.Requests[request.Id] > times
        ? Task.CompletedTask
        : throw new RpcException(new Status(StatusCode.Unavailable, "busy"));
}
