using CodeFirst.Tests.Functional.Transcoding.Zoo;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace CodeFirst.Tests.Functional.Transcoding;

/// <summary>Streams of services that accept, or refuse, calls late.</summary>
public sealed class LateHeadersTests
{
    private const string Path = "/v1/events?count=1";

    [TestCase(true, 503)]
    [TestCase(false, 200)]
    public async Task A_stream_has_the_status_of_a_late_refusal_only_if_it_waits_for_the_headers(bool waits, int status)
    {
        var late = new LateCalls();
        await using var library = await LibraryHost.StartAsync(
            inFront: true, options => options.WaitsForResponseHeaders = waits, interceptor: late);
        using var request = library.Request("GET", Path);

        var answering = library.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await late.Called.Task.WaitAsync(Patience.Limit);
        await ((Task)answering.WaitAsync(TimeSpan.FromSeconds(1))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        answering.IsCompleted.Should().Be(!waits, "a stream without messages starts after half a second");
        late.Headers.SetException(new RpcException(new Status(StatusCode.Unavailable, "Busy.")));

        using var answer = await answering.WaitAsync(Patience.Limit);
        ((int)answer.StatusCode).Should().Be(status);
    }

    [Test]
    public async Task A_stream_that_waits_starts_once_the_call_is_accepted()
    {
        var late = new LateCalls();
        await using var library = await LibraryHost.StartAsync(
            inFront: true, options => options.WaitsForResponseHeaders = true, interceptor: late);
        using var request = library.Request("GET", Path);

        var answering = library.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await late.Called.Task.WaitAsync(Patience.Limit);
        late.Headers.SetResult([]);

        using var answer = await answering.WaitAsync(Patience.Limit);
        ((int)answer.StatusCode).Should().Be(200);
    }

    /// <summary>Streams whose headers come when the test says so, and messages never.</summary>
    private sealed class LateCalls : Interceptor
    {
        public TaskCompletionSource Called { get; } = new();

        public TaskCompletionSource<Metadata> Headers { get; } = new();

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            Called.SetResult();

            return new AsyncServerStreamingCall<TResponse>(
                new Silence<TResponse>(), Headers.Task, () => Status.DefaultSuccess, () => [], () => { });
        }
    }

    private sealed class Silence<T> : IAsyncStreamReader<T>
    {
        public T Current => throw new InvalidOperationException("Nothing comes.");

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);

            return false;
        }
    }
}
