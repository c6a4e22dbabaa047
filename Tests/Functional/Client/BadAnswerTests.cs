using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Client;

public sealed class BadAnswerTests : CloudRunTests
{
    private const string NoGrpc = "The response is not gRPC: its content type is not application/grpc. Is Address the address of the service?";

    [TestCase(FrontEndFault.WebPage, NoGrpc)]
    [TestCase(FrontEndFault.Redirect, NoGrpc)]
    [TestCase(FrontEndFault.Garbage, "The bytes received are not a protobuf message of the type User.")]
    [TestCase(
        FrontEndFault.Truncate,
        "Error starting gRPC call. InvalidDataException: Unexpected end of content while reading the message content.")]
    public async Task An_answer_that_is_none_is_INTERNAL_and_the_call_is_not_repeated(FrontEndFault fault, string detail)
    {
        var user = await CreateUserAsync();
        FrontEnd.Fail(fault);

        var status = await StatusOfAsync(() => Connect().GetUserAsync(new GetUserRequest { Id = user.Id }).AsTask());

        (status.StatusCode, status.Detail).Should().Be((StatusCode.Internal, detail));
        FrontEnd.Requests.Should().ContainSingle();
    }

    [TestCase(FrontEndFault.WebPage)]
    [TestCase(FrontEndFault.Garbage)]
    [TestCase(FrontEndFault.Truncate)]
    public async Task A_stream_that_is_none_is_INTERNAL(FrontEndFault fault)
    {
        var user = await CreateUserAsync();
        FrontEnd.Fail(fault);

        var status = await StatusOfAsync(
            () => Connect().StreamUserActivityAsync(new StreamActivityRequest { UserId = user.Id }).ToListAsync().AsTask());

        status.StatusCode.Should().Be(StatusCode.Internal);
    }

    [Test]
    public async Task An_answer_without_a_status_is_INTERNAL()
    {
        var user = await CreateUserAsync();
        FrontEnd.Fail(FrontEndFault.NoStatus);

        var status = await StatusOfAsync(() => Connect().GetUserAsync(new GetUserRequest { Id = user.Id }).AsTask());

        (status.StatusCode, status.Detail).Should().Be((StatusCode.Internal, "The response is incomplete: it has no gRPC status."));
    }

    [Test]
    public async Task An_answer_with_a_status_that_is_none_is_UNKNOWN()
    {
        var user = await CreateUserAsync();
        FrontEnd.Fail(FrontEndFault.UnknownStatus);

        var status = await StatusOfAsync(() => Connect().GetUserAsync(new GetUserRequest { Id = user.Id }).AsTask());

        status.StatusCode.Should().Be(StatusCode.Unknown);
        status.Detail.Should().StartWith("The answer has the status 99, which gRPC does not know");
    }

    [TestCase(0, StatusCode.Unavailable, "NO_ERROR: closed in good order")]
    [TestCase(1, StatusCode.Internal, "PROTOCOL_ERROR")]
    [TestCase(2, StatusCode.Internal, "INTERNAL_ERROR")]
    [TestCase(7, StatusCode.Unavailable, "REFUSED_STREAM")]
    [TestCase(8, StatusCode.Cancelled, "CANCEL")]
    [TestCase(11, StatusCode.ResourceExhausted, "ENHANCE_YOUR_CALM")]
    public async Task A_reset_has_the_status_that_gRPC_gives_to_its_error(int error, StatusCode expected, string name)
    {
        var users = Connect(options => options.MaxAttempts = 1);
        FrontEnd.ResetCode = error;
        using var failing = FrontEnd.FailAll(FrontEndFault.Reset);

        var status = await StatusOfAsync(() => users.GetUserAsync(new GetUserRequest { Id = "user-1" }).AsTask());

        status.StatusCode.Should().Be(expected, name);
    }

    [Test]
    public async Task A_front_end_that_is_not_there_is_UNAVAILABLE()
    {
        var users = Connect(options => options.FailFast = true);
        await FrontEnd.StopAsync();

        var status = await StatusOfAsync(() => users.GetUserAsync(new GetUserRequest { Id = "user-1" }).AsTask());

        status.StatusCode.Should().Be(StatusCode.Unavailable);
    }

    [Test]
    public async Task A_certificate_of_an_unknown_authority_is_INTERNAL_and_nothing_is_sent()
    {
        var users = Connect(configureHandler: handler => handler.SslOptions = new());

        var status = await StatusOfAsync(() => users.GetUserAsync(new GetUserRequest { Id = "user-1" }).AsTask());

        status.StatusCode.Should().Be(StatusCode.Internal);
        status.Detail.Should().Contain("SSL");
        FrontEnd.Requests.Should().BeEmpty();
    }
}
