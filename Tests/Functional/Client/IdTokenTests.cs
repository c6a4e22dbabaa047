using CodeFirst.Calling.Identity;
using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Client;

public sealed class IdTokenTests : CloudRunTests
{
    private string _audience = "";
    private User _user = new();

    private GetUserRequest Request => new() { Id = _user.Id };

    private IEnumerable<string> TokensSent => FrontEnd.Requests.Select(request => request.Header(IdTokenCredentials.Header)!);

    [SetUp]
    public async Task RequireToken()
    {
        _audience = NewAudience();
        FrontEnd.Audience = _audience;
        _user = await CreateUserAsync();
    }

    [Test]
    public async Task A_token_is_fetched_once_for_200_first_calls_at_once()
    {
        var users = ConnectWithToken();
        var first = new TaskCompletionSource();
        Metadata.Delay = first.Task;

        var calls = Enumerable.Range(0, 200).Select(_ => users.GetUserAsync(Request).AsTask()).ToList();
        first.SetResult();
        var answers = await Task.WhenAll(calls).WaitAsync(Soon);

        answers.Should().AllBeEquivalentTo(_user);
        Metadata.FetchesFor(_audience).Should().Be(1);
    }

    [Test]
    public async Task A_first_call_that_is_cancelled_leaves_the_others_their_token()
    {
        var users = ConnectWithToken();
        var token = new TaskCompletionSource();
        Metadata.Delay = token.Task;
        using var cancellation = new CancellationTokenSource();
        var cancelled = users.GetUserAsync(Request, new CallOptions(cancellationToken: cancellation.Token)).AsTask();
        Assert.That(() => Metadata.FetchesFor(_audience), Is.EqualTo(1).After((int)Patience.Limit.TotalMilliseconds, 5));
        var others = Enumerable.Range(0, 199).Select(_ => users.GetUserAsync(Request).AsTask()).ToList();

        await cancellation.CancelAsync();
        (await StatusOfAsync(() => cancelled.WaitAsync(Soon))).StatusCode.Should().Be(StatusCode.Cancelled);
        token.SetResult();

        (await Task.WhenAll(others).WaitAsync(Soon)).Should().AllBeEquivalentTo(_user);
        Metadata.FetchesFor(_audience).Should().Be(1);
    }

    [Test]
    public async Task A_token_is_fetched_once_for_all_clients_of_a_process()
    {
        await ConnectWithToken().GetUserAsync(Request);
        await ConnectWithToken().GetUserAsync(Request);

        Metadata.FetchesFor(_audience).Should().Be(1);
        TokensSent.Distinct().Should().ContainSingle();
    }

    [Test]
    public async Task A_token_that_expires_soon_is_used_while_the_next_one_is_fetched()
    {
        var users = ConnectWithToken();
        Metadata.Lifetime = TimeSpan.FromSeconds(200);
        await users.GetUserAsync(Request);
        Metadata.Lifetime = TimeSpan.FromHours(1);
        var next = new TaskCompletionSource();
        Metadata.Delay = next.Task;

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => users.GetUserAsync(Request).AsTask())).WaitAsync(Soon);
        TokensSent.Distinct().Should().ContainSingle();
        next.SetResult();

        await WaitUntilAsync(async () =>
        {
            await users.GetUserAsync(Request);

            return TokensSent.Distinct().Count() == 2;
        });
        Metadata.FetchesFor(_audience).Should().Be(2);
    }

    [Test]
    public async Task A_token_that_expires_soon_is_used_while_the_metadata_server_is_down()
    {
        var users = ConnectWithToken();
        Metadata.Lifetime = TimeSpan.FromSeconds(200);
        await users.GetUserAsync(Request);
        Metadata.Answer = MetadataAnswer.NotFound;

        for (var call = 0; call < 5; call++)
        {
            (await users.GetUserAsync(Request)).Should().Be(_user);
        }
    }

    [Test]
    public async Task A_token_that_is_as_good_as_expired_is_fetched_anew()
    {
        var users = ConnectWithToken();
        Metadata.Lifetime = TimeSpan.FromSeconds(30);

        await users.GetUserAsync(Request);
        await users.GetUserAsync(Request);

        Metadata.FetchesFor(_audience).Should().Be(2);
    }

    [Test]
    public async Task Each_attempt_has_a_token_of_its_own_time()
    {
        var users = ConnectWithToken();
        Metadata.Lifetime = TimeSpan.FromSeconds(30);
        FrontEnd.Fail(FrontEndFault.ServiceUnavailable);

        await users.GetUserAsync(Request);

        TokensSent.Distinct().Should().HaveCount(2);
    }

    [Test]
    public async Task Each_audience_has_its_own_token()
    {
        var other = NewAudience();
        var users = ConnectWithToken();
        var others = Connect(options => options.Audience = other);

        await users.GetUserAsync(Request);
        FrontEnd.Audience = other;
        await others.GetUserAsync(Request);

        (Metadata.FetchesFor(_audience), Metadata.FetchesFor(other)).Should().Be((1, 1));
    }

    [Test]
    public async Task A_call_without_a_token_is_refused_and_the_message_says_what_it_lacks()
    {
        var status = await StatusOfAsync(() => Connect().GetUserAsync(Request).AsTask());

        status.StatusCode.Should().Be(StatusCode.PermissionDenied);
        status.Detail.Should().Be(
            "The call was refused with HTTP 403 before it reached the service. Does the caller have the role roles/run.invoker? "
            + "It had no ID token: if the service needs one, set Audience and do not set Anonymous.");
    }

    [Test]
    public async Task A_caller_without_the_role_is_PERMISSION_DENIED()
    {
        FrontEnd.IsInvoker = false;

        var status = await StatusOfAsync(() => ConnectWithToken().GetUserAsync(Request).AsTask());

        status.StatusCode.Should().Be(StatusCode.PermissionDenied);
        FrontEnd.Requests.Should().ContainSingle();
    }

    [Test]
    public async Task A_token_for_another_audience_is_refused_and_the_call_is_not_repeated()
    {
        var other = NewAudience();

        var status = await StatusOfAsync(() => Connect(options => options.Audience = other).GetUserAsync(Request).AsTask());

        status.StatusCode.Should().Be(StatusCode.Unauthenticated);
        status.Detail.Should().Be(
            "The call was refused with HTTP 401 before it reached the service. "
            + $"Its ID token is for \"{other}\": is that an audience of the service?");
        FrontEnd.Requests.Should().ContainSingle();
    }

    [Test]
    public async Task A_token_that_the_caller_brings_is_left_alone()
    {
        var token = $"Bearer {FakeIdTokens.Mint(_audience, TimeSpan.FromHours(1))}";

        await ConnectWithToken().GetUserAsync(Request, new CallOptions(new Metadata { { IdTokenCredentials.Header, token } }));

        TokensSent.Should().Equal(token);
        Metadata.FetchesFor(_audience).Should().Be(0);
    }

    [TestCase("")]
    [TestCase("canary---")]
    public async Task At_an_address_of_Cloud_Run_the_audience_need_not_be_said(string tag)
    {
        var host = new Uri(_audience).Host;
        var users = Connect(options => options.Address = $"{tag}{host}", ToFrontEnd);

        var got = await users.GetUserAsync(Request);

        got.Should().Be(_user);
        Metadata.FetchesFor(_audience).Should().Be(1);
    }

    [Test]
    public async Task An_anonymous_call_to_Cloud_Run_has_no_token()
    {
        FrontEnd.Audience = null;
        var users = Connect(
            options =>
            {
                options.Address = new Uri(_audience).Host;
                options.Anonymous = true;
            },
            ToFrontEnd);

        await users.GetUserAsync(Request);

        TokensSent.Should().Equal([null]);
        Metadata.FetchesFor(_audience).Should().Be(0);
    }

    private CodeFirst.Client.UserServiceClient ConnectWithToken() => Connect(options => options.Audience = _audience);

    private void ToFrontEnd(SocketsHttpHandler handler) => handler.ConnectCallback = async (_, cancellationToken) =>
    {
        var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await socket.ConnectAsync(System.Net.IPAddress.Loopback, FrontEnd.Port, cancellationToken);

        return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
    };

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!await condition())
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
