using CodeFirst.Hosting;
using CodeFirst.Tests.Functional.Hosting.Zoo;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Functional.Hosting.Web;

/// <summary>gRPC-Web is switched on: a client that speaks nothing else gets what a gRPC client gets.</summary>
[TestFixture(GrpcWebMode.GrpcWeb, "1.1")]
[TestFixture(GrpcWebMode.GrpcWeb, "2.0")]
[TestFixture(GrpcWebMode.GrpcWebText, "1.1")]
public sealed class GrpcWebTests(GrpcWebMode mode, string httpVersion)
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    // An empty text, which protobuf-net writes.
    private static readonly byte[] NoAnimals = [0x0A, 0x00];

    private ZooServer _server = null!;
    private GrpcChannel _channel = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _server = await ZooServer.StartAsync(settings: "--GrpcWeb:Enabled=true");
        _channel = Connect(_server);
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_unary_call_is_answered()
    {
        var answer = await CallAsync("Count", Convert.FromHexString("12090A0352657852020803"));

        Convert.ToHexString(answer).Should().Be("0A055265782F33", "the one animal is Rex/3");
    }

    [Test]
    public async Task A_server_stream_sends_its_messages_at_once()
    {
        using var call = new Health.HealthClient(_channel).Watch(
            new HealthCheckRequest { Service = "zoo.Keeper" }, deadline: Patience.Deadline);

        (await call.ResponseStream.MoveNext(CancellationToken.None)).Should().BeTrue();

        call.ResponseStream.Current.Status.Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);
    }

    [Test]
    public async Task An_error_has_its_details()
    {
        var failure = await FailureAsync("Fail", [0x0A, 0x07, .. "invalid"u8]);

        (failure.StatusCode, failure.Status.Detail).Should()
            .Be((StatusCode.InvalidArgument, "reason: Must be good. animals: Must be few."));
        failure.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field)
            .Should().Equal("reason", "animals");
        failure.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Domain.Should().Be("zoo");
    }

    [Test]
    public async Task Bytes_that_are_no_message_fail_with_INTERNAL_and_details()
    {
        var failure = await FailureAsync("Count", [0x0A, 0x05]);

        (failure.StatusCode, failure.Status.Detail).Should()
            .Be((StatusCode.Internal, "The bytes received are not a protobuf message of the type Herd."));
        failure.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason.Should().Be("INTERNAL");
    }

    [Test]
    public async Task A_call_without_a_token_is_refused_and_one_with_a_token_is_not()
    {
        const string Audience = "https://zoo.example.run.app";

        await using var issuer = await FakeIssuer.StartAsync();
        await using var server = await ZooServer.StartAsync(settings:
        [
            "--GrpcWeb:Enabled=true", $"--Authentication:Authority={issuer.Address}", $"--Authentication:Audiences={Audience}",
        ]);
        using var channel = Connect(server);
        var token = new Metadata { { "authorization", $"Bearer {issuer.Sign(issuer.Claims(Audience))}" } };

        var failure = await FluentActions.Awaiting(() => CallAsync("Count", [], channel)).Should().ThrowAsync<RpcException>();
        var answer = await CallAsync("Count", [], channel, token);

        failure.Which.StatusCode.Should().Be(StatusCode.Unauthenticated);
        failure.Which.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason.Should().Be("UNAUTHENTICATED");
        answer.Should().Equal(NoAnimals);
    }

    [Test]
    public async Task Code_can_switch_it_on_too()
    {
        await using var server = await ZooServer.StartAsync(
            builder => builder.Services.Configure<BrowserCallOptions>(options => options.IsOn = true));
        using var channel = Connect(server);

        (await CallAsync("Count", [], channel)).Should().Equal(NoAnimals);
    }

    [Test]
    public async Task Without_the_switch_a_call_is_refused()
    {
        await using var server = await ZooServer.StartAsync();
        using var channel = Connect(server);

        var failure = await FluentActions.Awaiting(() => CallAsync("Count", [], channel)).Should().ThrowAsync<RpcException>();

        failure.Which.Status.Detail.Should().Contain("The content-type must be application/grpc or application/grpc+proto.");
    }

    private GrpcChannel Connect(ZooServer server) => GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions
    {
        HttpHandler = new GrpcWebHandler(mode, new SocketsHttpHandler()),
        DisposeHttpClient = true,
        HttpVersion = Version.Parse(httpVersion),
        HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    });

    private async Task<byte[]> CallAsync(string method, byte[] message, GrpcChannel? channel = null, Metadata? headers = null)
    {
        using var call = (channel ?? _channel).CreateCallInvoker().AsyncUnaryCall(
            new Method<byte[], byte[]>(MethodType.Unary, "zoo.Keeper", method, Bytes, Bytes),
            null,
            new CallOptions(headers, Patience.Deadline),
            message);

        return await call;
    }

    private async Task<RpcException> FailureAsync(string method, byte[] message) =>
        (await FluentActions.Awaiting(() => CallAsync(method, message)).Should().ThrowAsync<RpcException>()).Which;
}
