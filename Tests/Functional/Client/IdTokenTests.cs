using CodeFirst.Client.Identity;
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

    [TestCase(MetadataAnswer.NotFound, "HTTP 404 from the metadata server, or Google.")]
    [TestCase(MetadataAnswer.ServiceUnavailable, "HTTP 503 from the metadata server, or Google.")]
    [TestCase(MetadataAnswer.Empty, "the metadata server, or Google, has answered, and with no token.")]
    [TestCase(MetadataAnswer.Garbage, "the metadata server, or Google, has answered, and with no token.")]
    public async Task A_metadata_server_without_tokens_makes_a_call_UNAVAILABLE(MetadataAnswer answer, string reason)
    {
        var users = Connect(options =>
        {
            options.Audience = _audience;
            options.MaxAttempts = 1;
        });
        Metadata.Answer = answer;

        var status = await StatusOfAsync(() => users.GetUserAsync(Request).AsTask());

        status.StatusCode.Should().Be(StatusCode.Unavailable);
        status.Detail.Should().Be($"No Google ID token for the audience \"{_audience}\": {reason}");
        FrontEnd.Requests.Should().BeEmpty();

        Metadata.Answer = MetadataAnswer.Token;
        (await users.GetUserAsync(Request)).Should().Be(_user);
    }

    [Test]
    public async Task A_metadata_server_that_is_not_there_makes_a_call_UNAVAILABLE()
    {
        var users = ConnectWithToken();
        await Metadata.DisposeAsync();

        var status = await StatusOfAsync(() => users.GetUserAsync(Request).AsTask());

        (status.StatusCode, status.Detail).Should().Be((
            StatusCode.Unavailable,
            $"No Google ID token for the audience \"{_audience}\": the metadata server, or Google, cannot be reached."));
        FrontEnd.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task A_metadata_server_that_hangs_makes_calls_UNAVAILABLE_in_time_and_the_next_ones_at_once()
    {
        var users = ConnectWithToken();
        Metadata.Answer = MetadataAnswer.Nothing;

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => StatusOfAsync(() => users.GetUserAsync(Request).AsTask())));

        statuses.Should().AllSatisfy(status => (status.StatusCode, status.Detail).Should().Be((
            StatusCode.Unavailable,
            $"No Google ID token for the audience \"{_audience}\": the metadata server, or Google, has not answered within 5 seconds.")));
        Metadata.FetchesFor(_audience).Should().Be(1);
        FrontEnd.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task The_deadline_of_a_call_ends_the_wait_for_a_token()
    {
        var users = ConnectWithToken();
        Metadata.Answer = MetadataAnswer.Nothing;

        var status = await StatusOfAsync(() => users
            .GetUserAsync(Request, new CallOptions(deadline: Patience.In(TimeSpan.FromMilliseconds(200)))).AsTask().WaitAsync(Soon));

        status.StatusCode.Should().Be(StatusCode.DeadlineExceeded);
        FrontEnd.Requests.Should().BeEmpty();
    }

    [Test]
    public async Task The_credentials_of_a_user_make_a_call_UNAUTHENTICATED_and_the_message_says_what_to_run()
    {
        const string Variable = "GOOGLE_APPLICATION_CREDENTIALS";
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file, """{"type":"authorized_user","client_id":"id","client_secret":"secret","refresh_token":"token"}""");
        Environment.SetEnvironmentVariable(Variable, file);
        try
        {
            var users = ConnectWithToken();

            var status = await StatusOfAsync(() => users.GetUserAsync(Request).AsTask());

            status.StatusCode.Should().Be(StatusCode.Unauthenticated);
            status.Detail.Should().Be(
                $"No Google ID token for the audience \"{_audience}\": this program has no Google credentials, or some that have no ID tokens, "
                + "such as a user's. Run `gcloud auth application-default login --impersonate-service-account=EMAIL`, or set "
                + "GOOGLE_APPLICATION_CREDENTIALS to the key file of a service account. Set Anonymous if the service wants no token.");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
            File.Delete(file);
        }
    }

    [Test]
    public async Task A_call_without_a_token_is_refused_and_the_message_says_what_it_lacks()
    {
        var status = await StatusOfAsync(() => Connect().GetUserAsync(Request).AsTask());

        status.StatusCode.Should().Be(StatusCode.PermissionDenied);
        status.Detail.Should().Be(
            "The call was refused with HTTP 403 before it reached the service. Does the caller have the role roles/run.invoker? "
            + "It had no ID token: set Audience, and leave Anonymous out, if the service wants one.");
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
