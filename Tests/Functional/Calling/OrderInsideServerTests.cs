using CodeFirst.Calling;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Functional.Calling;

/// <summary>A server that calls another one for its callers: how long they wait is handed on.</summary>
public sealed class OrderInsideServerTests : OrderTests
{
    private static readonly OrderRequest Request = new() { Id = "1" };

    private OrderServer _outer = null!;
    private ServiceProvider _services = null!;

    private IOrders Outer => Connect(options => options.Address = $"127.0.0.1:{_outer.Port}");

    [SetUp]
    public async Task StartOuterServerAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton<Func<ServerCallContext?>>(() => _outer.CurrentCall);
        services.AddCodeFirstClient<IOrders>(options =>
        {
            options.Address = $"127.0.0.1:{Server.Port}";
            options.Insecure = true;
        });
        _services = services.BuildServiceProvider();
        _outer = await KeepAsync(OrderServer.StartAsync());
        _outer.Before = async (request, _) => await _services.GetRequiredService<IOrders>().GetOrderAsync(request);
    }

    [TearDown]
    public async Task StopOuterServerAsync() => await _services.DisposeAsync();

    [Test]
    public async Task The_deadline_of_the_outer_call_is_that_of_the_inner_one()
    {
        var inner = new TaskCompletionSource<DateTime>();
        Server.Before = (_, call) =>
        {
            inner.TrySetResult(call.Deadline);

            return Task.CompletedTask;
        };
        var deadline = Patience.In(TimeSpan.FromSeconds(5));

        await Outer.GetOrderAsync(Request, new CallOptions(deadline: deadline));

        (await inner.Task).Should().BeCloseTo(deadline, TimeSpan.FromSeconds(2), "it is not the client's ten seconds");
    }

    [Test]
    public async Task A_longer_deadline_of_the_outer_call_leaves_the_inner_one_its_own()
    {
        var inner = new TaskCompletionSource<DateTime>();
        Server.Before = (_, call) =>
        {
            inner.TrySetResult(call.Deadline);

            return Task.CompletedTask;
        };

        await Outer.GetOrderAsync(Request, new CallOptions(deadline: Patience.In(TimeSpan.FromMinutes(5))));

        (await inner.Task).Should().BeBefore(Patience.In(TimeSpan.FromSeconds(11)));
    }

    [Test]
    public async Task A_cancelled_outer_call_cancels_the_inner_one()
    {
        var waiting = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        Server.Before = async (_, call) =>
        {
            waiting.TrySetResult();
            await Task.Delay(Timeout.Infinite, call.CancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancelled.TrySetResult();
        };
        using var cancellation = new CancellationTokenSource();

        var call = Outer.GetOrderAsync(Request, new CallOptions(cancellationToken: cancellation.Token)).AsTask();
        await waiting.Task.WaitAsync(Patience.Limit);
        await cancellation.CancelAsync();

        (await FailureOfAsync(() => call)).StatusCode.Should().Be(StatusCode.Cancelled);
        await cancelled.Task.WaitAsync(Patience.Limit);
    }

    [Test]
    public async Task A_call_of_no_server_has_the_deadline_of_the_client()
    {
        var orders = _services.GetRequiredService<IOrders>();

        (await orders.GetOrderAsync(Request)).Id.Should().Be("1");
    }
}
