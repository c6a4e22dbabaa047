using CodeFirst.Contracts;
using CodeFirst.Tests.Infrastructure.CloudRun;
using Grpc.Core;

namespace CodeFirst.Tests.Functional.Client;

/// <summary>What becomes of calls when no token is to be had.</summary>
public sealed class NoIdTokenTests : CloudRunTests
{
    private string _audience = "";
    private User _user = new();

    private GetUserRequest Request => new() { Id = _user.Id };

    [SetUp]
    public async Task RequireToken()
    {
        _audience = NewAudience();
        FrontEnd.Audience = _audience;
        _user = await CreateUserAsync();
    }

    [TestCase(MetadataAnswer.NotFound, "HTTP 404 from the metadata server, or Google.")]
    [TestCase(MetadataAnswer.ServiceUnavailable, "HTTP 503 from the metadata server, or Google.")]
    [TestCase(MetadataAnswer.Empty, "the metadata server, or Google, responded without a token.")]
    [TestCase(MetadataAnswer.Garbage, "the metadata server, or Google, responded without a token.")]
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
            $"No Google ID token for the audience \"{_audience}\": the metadata server, or Google, did not respond within 5 seconds.")));
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
                $"No Google ID token for the audience \"{_audience}\": this program has no Google credentials, or ones that cannot get ID "
                + "tokens, such as a user's. Run `gcloud auth application-default login --impersonate-service-account=EMAIL`, or set "
                + "GOOGLE_APPLICATION_CREDENTIALS to the key file of a service account. Set Anonymous if the service needs no token.");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, null);
            File.Delete(file);
        }
    }

    private CodeFirst.Client.UserServiceClient ConnectWithToken() => Connect(options => options.Audience = _audience);
}
