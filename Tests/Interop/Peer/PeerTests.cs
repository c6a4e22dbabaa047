namespace CodeFirst.Tests.Interop.Peer;

/// <summary>
/// Our transcoder beside Microsoft.AspNetCore.Grpc.JsonTranscoding: the same requests for the same contract get the same answers, or
/// differ as <see cref="Difference"/> says.
/// </summary>
public sealed class PeerTests
{
    private Transcoders? _transcoders;

    [OneTimeSetUp]
    public async Task StartAsync() => _transcoders = await Transcoders.OfEchoAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _transcoders!.DisposeAsync();

    [Test]
    public async Task Requests_that_were_thought_of_get_the_same_answers_or_differ_by_a_rule()
    {
        var (unexplained, seen) = await _transcoders!.CompareAsync(PeerRequests.All, Difference.All);

        unexplained.Should().BeEmpty();
        Difference.All.Except(seen).Select(difference => difference.Rule).Should().BeEmpty("a difference that is gone is listed no more");
    }

    [Test]
    public async Task Random_requests_get_the_same_answers_or_differ_by_a_rule()
    {
        var random = new RandomRequests(new Random(Rounds.Seed));
        var count = Rounds.Count;

        var (unexplained, _) = await _transcoders!.CompareAsync(Enumerable.Range(0, count).Select(_ => random.Next()), Difference.All);

        unexplained.Should().BeEmpty();
    }
}
