using System.Net;
using CodeFirst.Contracts;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProtoBuf.Grpc.Client;

namespace CodeFirst.Tests.Functional.Calls;

/// <summary>Callers who go away before the server has read what they ask for: no error of the server.</summary>
public sealed class AbandonedCallTests : ServerTests
{
    [TestCase("GetUser")]
    [TestCase("RecordActivity")]
    public async Task A_call_that_is_reset_while_it_is_read_is_no_error(string method)
    {
        // Over one connection: what the server keeps of one call for the next matters here.
        using var http = new HttpClient();
        using var channel = GrpcChannel.ForAddress(Server.Address, new GrpcChannelOptions { HttpClient = http });
        var users = channel.CreateGrpcService<IUserService>(UserServiceClientFactory.Instance);
        for (var i = 0; i < 200; i++)
        {
            using var caller = new CancellationTokenSource();
            using var body = new EndlessBody();
            using var request = new HttpRequestMessage(
                HttpMethod.Post, new Uri(Server.Address, $"/userservice.UserService/{method}"))
            {
                Version = HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                Content = body,
            };
            request.Headers.TryAddWithoutValidation("te", "trailers");
            var call = http.SendAsync(request, caller.Token);
            await body.Begun.WaitAsync(Soon);
            await users.ListUsersAsync(new ListUsersRequest { PageSize = 1 }); // by then the first call is being read
            await caller.CancelAsync();
            await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();
        }

        Server.Errors.Should().BeEmpty();
    }

    // What the calls above meet by chance alone.
    [Test]
    public void A_request_that_cannot_be_read_is_no_error_and_all_else_is()
    {
        var logs = Server.Services.GetRequiredService<ILoggerFactory>();
        var calls = logs.CreateLogger("Grpc.AspNetCore.Server.ServerCallHandler");

        Log(calls, new IOException("The client reset the request stream."));
        Log(calls, new InvalidOperationException("The response cannot be written."));
        Log(logs.CreateLogger("CodeFirst.Server"), new IOException("The disk is broken."));

        Server.Errors.Should().SatisfyRespectively(
            first => first.Should().StartWith("The response cannot be written."),
            second => second.Should().StartWith("The disk is broken."));
        Server.Errors.Clear();

        static void Log(ILogger logger, Exception exception) =>
            logger.Log(LogLevel.Error, default, exception.Message, exception, (message, _) => message);
    }

    private sealed class EndlessBody : HttpContent
    {
        private readonly TaskCompletionSource _begun = new();

        public EndlessBody() => Headers.TryAddWithoutValidation("content-type", "application/grpc");

        public Task Begun => _begun.Task;

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        // The beginning of a message.
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(new byte[] { 0, 0, 0 }, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            _begun.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;

            return false;
        }
    }
}
