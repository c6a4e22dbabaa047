using CodeFirst.Proto;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop.Peer;

/// <summary>
/// The routes of the user service as it is published, beside those that Microsoft's transcoder makes of the exported file: one store,
/// the same requests. Client streams are not compared: the peer has none.
/// </summary>
public sealed class UserPeerTests : ServerTests
{
    private static readonly IReadOnlyList<Difference> Known = [.. Difference.All, .. UserDifferences.Own];

    private Transcoders? _transcoders;
    private UserRequests? _requests;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var users = new UserService.UserServiceClient(Server.Connect());
        var ids = new List<string>();
        foreach (var name in UserRequests.Names)
        {
            var user = await users.CreateUserAsync(new CreateUserRequest { Name = name, Email = Unique.Email(), Role = "admin" });
            ids.Add(user.Id);
        }

        _requests = new UserRequests(new Random(Rounds.Seed), ids);
        _transcoders = await Transcoders.OfUsersAsync(Server);
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _transcoders!.DisposeAsync();

    [Test]
    public async Task Requests_that_were_thought_of_get_the_same_answers_or_differ_by_a_rule()
    {
        var (unexplained, seen) = await _transcoders!.CompareAsync(_requests!.All, Known);

        unexplained.Should().BeEmpty();
        UserDifferences.Own.Except(seen).Select(difference => difference.Rule).Should().BeEmpty("a difference that is gone is listed no more");
    }

    [Test]
    public async Task Random_requests_get_the_same_answers_or_differ_by_a_rule()
    {
        var (unexplained, _) = await _transcoders!.CompareAsync(Enumerable.Range(0, Rounds.Count).Select(_ => _requests!.Next()), Known);

        unexplained.Should().BeEmpty();
    }
}
