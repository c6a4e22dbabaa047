namespace CodeFirst.Tests.Packaging;

/// <summary>docs/tutorial.md, done as it says: what it shows is compared.</summary>
public sealed class TutorialTests
{
    [Test]
    public async Task Whoever_does_what_the_tutorial_says_gets_what_it_says()
    {
        var (folder, outputs) = await Walkthrough.RunAsync("docs/tutorial.md", port: "5080");

        outputs.Should().ContainSingle(output => output.Contains("Order 1: tea, 250 cents\n"));
        outputs[^1].Should().Contain("error CFP1307").And.Contain("changed its type from int64 to string");
        outputs[^1].Should().EndWith("Refused, and nothing is written.\n");
        File.Exists(Path.Combine(folder, "Shop.Contracts", "proto", "Shop.Contracts.released.binpb")).Should().BeTrue();
    }
}
