namespace CodeFirst.Tests.Packaging;

/// <summary>docs/tutorial.md, done as it says: what it shows is compared.</summary>
public sealed class TutorialTests
{
    [Test]
    public async Task Whoever_does_what_the_tutorial_says_gets_what_it_says()
    {
        var (folder, outputs) = await Walkthrough.RunAsync("docs/tutorial.md", port: "8080");

        var (called, http, restarted, repeated, node, python) = (outputs[1], outputs[2], outputs[3], outputs[4], outputs[5], outputs[6]);
        var (web, refused, check) = (outputs[8], outputs[10], outputs[11]);
        called.Should().EndWith("Order 1: 2 x tea\nOrder 1: 2 x tea, cancelled\n");
        http.Should().Contain("""{"number":2,"item":"cups","quantity":6}""");
        restarted.Should().Be("Order 2: 6 x cups\n");
        repeated.Should().StartWith("  rpc RepeatOrder(RepeatOrderRequest) returns (Order)").And
            .Contain("""{"number":3,"item":"cups","quantity":6}""");
        node.Should().EndWith("Node placed order 4: milk\n");
        python.Should().Be("Python found order 4: milk\nPython found order 1: tea\n");
        web.Should().Be("TypeScript placed order 5: bread\nOrder '100' was not found.\n");
        refused.Should().Contain("error CFP1307").And.Contain("changed its type from int32 to string");
        refused.Should().EndWith("Refused. Nothing was written.\n");
        check.Should().MatchRegex(@"Passed! +- Failed: +0, Passed: +2,").And.NotContain("warning");
        File.Exists(Path.Combine(folder, "Shop", "Shop.Contracts", "proto", "Shop.Contracts.released.binpb")).Should().BeTrue();
    }
}
