using CodeFirst.Hosting.Calls;

namespace CodeFirst.Tests.Unit.Hosting.Calls;

public sealed class OpenStreamsTests
{
    private OpenStreams _streams = null!;

    [SetUp]
    public void Forget() => _streams = new OpenStreams(2);

    [Test]
    public void Each_caller_has_its_own_streams()
    {
        Verdict("ann", "ann", "bob", "bob").Should().AllBeEquivalentTo(OpenStreams.Verdict.Counted);

        _streams.Callers.Should().Be(2);
    }

    [Test]
    public void One_too_many_is_refused_and_only_the_first_refusal_is_news()
    {
        Verdict("ann", "ann", "ann", "ann")[2..].Should().Equal(OpenStreams.Verdict.RefusedFirst, OpenStreams.Verdict.Refused);
    }

    [Test]
    public void A_stream_that_ends_makes_room_for_one()
    {
        Verdict("ann", "ann", "ann");

        _streams.Remove("ann");

        Verdict("ann", "ann").Should().Equal(OpenStreams.Verdict.Counted, OpenStreams.Verdict.RefusedFirst);
    }

    [Test]
    public void Callers_without_streams_are_forgotten()
    {
        Verdict("ann", "ann", "ann", "bob");

        foreach (var caller in new[] { "ann", "bob", "ann" })
        {
            _streams.Remove(caller);
        }

        _streams.Callers.Should().Be(0);
    }

    private OpenStreams.Verdict[] Verdict(params string[] callers) => [.. callers.Select(_streams.Add)];
}
