using System.Net;
using System.ServiceModel;
using CodeFirst.Client;
using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Client;
using ProtoBuf.Grpc.Server;

namespace CodeFirst.Tests.Functional.Client;

/// <summary>A gRPC server that calls the user service for its callers.</summary>
public sealed class InsideServerTests : CloudRunTests
{
    private WebApplication _app = null!;
    private GrpcChannel _channel = null!;

    /// <summary>What the server in the middle offers.</summary>
    [ServiceContract]
    public interface IRelay
    {
        [OperationContract]
        ValueTask<User> GetAsync(GetUserRequest request, CallContext context = default);

        [OperationContract]
        ValueTask<RecordActivityResponse> RecordAsync(RecordActivityRequest request, CallContext context = default);
    }

    private IRelay Outer => _channel.CreateGrpcService<IRelay>();

    [SetUp]
    public async Task StartServerInTheMiddle()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddCodeFirstGrpc();
        builder.Services.AddUserServiceClient(options => options.Address = FrontEnd.Address)
            .Trusting()
            .EnableCallContextPropagation(propagation => propagation.SuppressContextNotFoundErrors = true);
        builder.Services.AddSingleton<ActivityRecorder>();
        _app = builder.Build();
        _app.MapGrpcService<Relay>();
        await _app.StartAsync();
        _channel = GrpcChannel.ForAddress(_app.Urls.Single());
    }

    [TearDown]
    public async Task StopServerInTheMiddle()
    {
        _channel.Dispose();
        await _app.DisposeAsync();
    }

    [Test]
    public async Task The_deadline_of_the_outer_call_ends_the_inner_one()
    {
        FrontEnd.Fail(FrontEndFault.Nothing);

        var status = await StatusOfAsync(() => Outer
            .GetAsync(new GetUserRequest { Id = "user-1" }, new CallOptions(deadline: Patience.In(TimeSpan.FromSeconds(1))))
            .AsTask().WaitAsync(Soon));

        status.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
        FrontEnd.Requests.Single().Header("grpc-timeout").Should()
            .MatchRegex("^[0-9]{1,3}m$|^[0-9]{1,6}u$", "it is what is left of one second");
    }

    [Test]
    public async Task A_longer_deadline_of_the_outer_call_leaves_the_inner_one_its_own()
    {
        var user = await CreateUserAsync();

        var got = await Outer.GetAsync(
            new GetUserRequest { Id = user.Id }, new CallOptions(deadline: Patience.In(TimeSpan.FromMinutes(5))));

        got.Should().Be(user);
        FrontEnd.Requests.Single().Header("grpc-timeout").Should().MatchRegex("^[0-9]{4}m$|^10S$", "it is the client's ten seconds");
    }

    [Test]
    public async Task A_cancelled_outer_call_cancels_the_inner_one()
    {
        FrontEnd.Fail(FrontEndFault.Nothing);
        using var cancellation = new CancellationTokenSource();

        var call = Outer.GetAsync(new GetUserRequest { Id = "user-1" }, new CallOptions(cancellationToken: cancellation.Token)).AsTask();
        await FrontEnd.Waiting.WaitAsync(Soon);
        await cancellation.CancelAsync();

        (await StatusOfAsync(() => call)).StatusCode.Should().Be(StatusCode.Cancelled);
        await FrontEnd.GivenUp.WaitAsync(Soon);
    }

    [Test]
    public async Task A_recorder_is_not_bound_to_the_call_that_made_it()
    {
        var user = await CreateUserAsync();
        var login = new RecordActivityRequest { UserId = user.Id, EventType = "login" };

        var first = await Outer.RecordAsync(login, new CallOptions(deadline: Patience.In(TimeSpan.FromMinutes(5))));
        var second = await Outer.RecordAsync(login, new CallOptions(deadline: Patience.In(TimeSpan.FromMinutes(5))));

        (first.Sequence, second.Sequence).Should().Be((2, 3));
        FrontEnd.Requests.Should().ContainSingle().Which.Header("grpc-timeout").Should().BeNull("the stream outlives both calls");
    }

    /// <summary>Passes calls on.</summary>
    public sealed class Relay(IUserService users, ActivityRecorder recorder) : IRelay
    {
        public ValueTask<User> GetAsync(GetUserRequest request, CallContext context = default) => users.GetUserAsync(request);

        public async ValueTask<RecordActivityResponse> RecordAsync(RecordActivityRequest request, CallContext context = default) =>
            await recorder.RecordAsync(request);
    }
}
