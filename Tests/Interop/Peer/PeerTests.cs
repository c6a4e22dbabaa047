using System.Globalization;

namespace CodeFirst.Tests.Interop.Peer;

/// <summary>
/// Our transcoder beside Microsoft.AspNetCore.Grpc.JsonTranscoding: the same requests for the same contract get the same answers, or
/// differ as <see cref="Difference"/> says.
/// </summary>
public sealed class PeerTests
{
    private Transcoders? _transcoders;

    [OneTimeSetUp]
    public async Task StartAsync() => _transcoders = await Transcoders.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _transcoders!.DisposeAsync();

    [Test]
    public async Task Requests_that_were_thought_of_get_the_same_answers_or_differ_by_a_rule()
    {
        var (unexplained, seen) = await CompareAsync(PeerRequests.All);

        unexplained.Should().BeEmpty();
        Difference.All.Except(seen).Select(difference => difference.Rule).Should().BeEmpty("a difference that is gone is listed no more");
    }

    [Test]
    public async Task Random_requests_get_the_same_answers_or_differ_by_a_rule()
    {
        var random = new RandomRequests(new Random(Setting("CODEFIRST_SEED", 20_000)));
        var count = Setting("CODEFIRST_FUZZ_ROUNDS", 1_000);

        var (unexplained, _) = await CompareAsync(Enumerable.Range(0, count).Select(_ => random.Next()));

        unexplained.Should().BeEmpty();
    }

    private async Task<(IReadOnlyList<string> Unexplained, IReadOnlySet<Difference> Seen)> CompareAsync(IEnumerable<PeerRequest> requests)
    {
        var (unexplained, seen) = (new List<string>(), new HashSet<Difference>());
        foreach (var request in requests)
        {
            var (ours, peers) = await _transcoders!.SendAsync(request);
            if (ours.Agrees(peers))
            {
                continue;
            }

            var reasons = Difference.All.Where(difference => difference.Is(request, ours, peers)).ToList();
            seen.UnionWith(reasons);
            if (reasons.Count == 0 && unexplained.Count < 20)
            {
                unexplained.Add($"{request}\n  ours  {ours}\n  peers {peers}\n");
            }
        }

        return (unexplained, seen);
    }

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
