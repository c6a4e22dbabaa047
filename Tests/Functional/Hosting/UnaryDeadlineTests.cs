using System.Net;
using System.Net.Http.Headers;
using CodeFirst.Tests.Functional.Hosting.Zoo;
using Google.Rpc;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Hosting;

/// <summary>Unary calls whose callers set no deadline.</summary>
public sealed class UnaryDeadlineTests
{
    // { Reason = "slow" }, and { Reason = "deaf" }: the one ends when it is cancelled, the other does not care.
    private static readonly byte[] Slow = Convert.FromHexString("0A04736C6F77");
    private static readonly byte[] Deaf = Convert.FromHexString("0A0464656166");

    private ZooServer _server = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _server = await ZooServer.StartAsync(settings: ["--Calls:DeadlineSeconds=1", "--GrpcWeb:Enabled=true"]);

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        Keeper.Freed.TrySetResult();
        await _server.DisposeAsync();
    }

    [SetUp]
    public void ForgetLog() => _server.Log.Lines.Clear();

    [Test]
    public async Task A_service_that_listens_is_cancelled()
    {
        var failure = await FailureAsync(Slow);

        (failure.StatusCode, failure.Status.Detail).Should().Be((StatusCode.DeadlineExceeded, "The deadline of the call has passed."));
        failure.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Domain.Should().Be("zoo");
        _server.Log.Lines.Should().ContainSingle().Which.Should().StartWith("/zoo.Keeper/Fail ran for 1 s (Calls__DeadlineSeconds)");
    }

    [Test]
    public async Task The_caller_of_a_service_that_does_not_listen_is_told_all_the_same()
    {
        var failure = await FailureAsync(Deaf);
        var next = await _server.CallAsync("Count", []);

        failure.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
        failure.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason.Should().Be("DEADLINE_EXCEEDED");
        next.Should().Equal(0x0A, 0x00);
        _server.Log.Lines.Should().ContainSingle();
    }

    [Test]
    public async Task A_caller_with_gRPC_Web_over_HTTP_1_1_is_told_too()
    {
        using var http = new HttpClient();
        using var body = new ByteArrayContent([0, 0, 0, 0, (byte)Deaf.Length, .. Deaf]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/grpc-web");

        using var answer = await http.PostAsync(new Uri(_server.Address, "/zoo.Keeper/Fail"), body).WaitAsync(Patience.Limit);

        answer.Version.Should().Be(HttpVersion.Version11);
        answer.Headers.GetValues("grpc-status").Should().Equal("4");
    }

    [Test]
    public async Task A_caller_who_goes_away_is_no_late_one()
    {
        using var gone = new CancellationTokenSource();
        using var call = _server.Channel.CreateCallInvoker().AsyncUnaryCall(Fail(), null, new CallOptions(cancellationToken: gone.Token), Slow);
        await _server.CallAsync("Count", []); // by then the first call is being served

        await gone.CancelAsync();

        (await FluentActions.Awaiting(() => call.ResponseAsync).Should().ThrowAsync<RpcException>())
            .Which.StatusCode.Should().Be(StatusCode.Cancelled);
        _server.Log.Lines.Should().BeEmpty();
    }

    private static Method<byte[], byte[]> Fail()
    {
        var bytes = Marshallers.Create(message => message, message => message);

        return new Method<byte[], byte[]>(MethodType.Unary, "zoo.Keeper", "Fail", bytes, bytes);
    }

    private async Task<RpcException> FailureAsync(byte[] message) =>
        (await FluentActions.Awaiting(() => _server.CallAsync("Fail", message).WaitAsync(Patience.Limit)).Should().ThrowAsync<RpcException>())
            .Which;
}
