namespace CodeFirst.Tests.Packaging;

/// <summary>docs/tutorial.md, done as it says: what it shows is compared.</summary>
public sealed class TutorialTests
{
    [Test]
    public async Task Whoever_does_what_the_tutorial_says_gets_what_it_says()
    {
        var (folder, outputs) = await Walkthrough.RunAsync("docs/tutorial.md", port: "8080");

        var (called, http, restarted, node, python, refused, check) =
            (outputs[1], outputs[2], outputs[3], outputs[4], outputs[5], outputs[7], outputs[8]);
        called.Should().EndWith("Order 1: 2 x tea\nOrder 1: 2 x tea, cancelled\n");
        http.Should().Contain("""{"number":2,"item":"cups","quantity":6}""");
        restarted.Should().Be("Order 2: 6 x cups\n");
        node.Should().EndWith("Node placed order 3: milk\n");
        python.Should().Be("Python found order 3: milk\nPython found order 1: tea\n");
        refused.Should().Contain("error CFP1307").And.Contain("changed its type from int32 to string");
        refused.Should().EndWith("Refused. Nothing was written.\n");
        check.Should().MatchRegex(@"Passed! +- Failed: +0, Passed: +2,");
        File.Exists(Path.Combine(folder, "Shop", "Shop.Contracts", "proto", "Shop.Contracts.released.binpb")).Should().BeTrue();
    }
}
