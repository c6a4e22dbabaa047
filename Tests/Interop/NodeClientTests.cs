using System.Text.Json.Nodes;
using CodeFirst.Tests.Interop.Processes;

namespace CodeFirst.Tests.Interop;

/// <summary>@grpc/grpc-js, with the exported .proto loaded at run time.</summary>
public sealed class NodeClientTests : ServerTests
{
    [Test]
    public async Task Node_creates_reads_lists_changes_and_deletes_a_user()
    {
        var seen = await RunAsync("users.mjs");

        var created = seen["created"]!;
        created.Text("id").Should().MatchRegex("^user-[0-9a-f]{32}$");
        created.Text("name").Should().Be("Zoë 李雷 🦊");
        created.Text("created_at").Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$");
        seen["got"]!.ToJsonString().Should().Be(created.ToJsonString());
        seen["listed"]!.List("users").Texts("id").Should().Equal(created.Text("id"));
        seen["listed"]!.Text("total_count").Should().Be("1");
        seen["listed"]!.Text("next_page_token").Should().BeEmpty();
        seen["deleted"]!.ToJsonString().Should().Be("{}");
        seen["afterwards"]!.Text("code").Should().Be("5");
        seen["afterwards"]!.Text("message").Should().Be($"No user has the id '{created.Text("id")}'.");
    }

    [Test]
    public async Task Node_changes_only_the_fields_that_are_present()
    {
        var seen = await RunAsync("users.mjs");

        var created = seen["created"]!;
        var renamed = seen["renamed"]!;
        renamed.Text("name").Should().Be("Zoë");
        renamed.Text("role").Should().Be("admin", "an absent role stays");
        renamed.Text("email").Should().Be(created.Text("email"));
        renamed.Text("etag").Should().NotBe(created.Text("etag"));
        seen["withoutRole"]!.Text("role").Should().BeEmpty("an empty role takes the role away");
        seen["withoutRole"]!.Text("name").Should().Be("Zoë");
    }

    [Test]
    public async Task Node_records_events_and_is_answered_in_order()
    {
        var seen = await RunAsync("activity.mjs");

        var answers = seen.List("answers");
        answers.Texts("event_id").Should().Equal("a", "b", "c", "d");
        answers.Texts("sequence").Should().Equal("2", "3", "4", "5");
        seen.List("again").Texts("sequence").Should().Equal(["3"], "an event that is sent again keeps its sequence");
        seen.List("stored").Texts("event_type").Should().Equal("user.created", "login", "login", "login", "login");
        seen.List("stored").Texts("sequence").Should().Equal("1", "2", "3", "4", "5");
    }

    [Test]
    public async Task Node_follows_a_user_and_leaves()
    {
        var seen = await RunAsync("activity.mjs");

        seen["last"]!.Text("event_id").Should().Be("d");
        seen["last"]!.Text("description").Should().Be("Logged in at d.");
        seen["live"]!.Text("event_id").Should().Be("live");
        seen["live"]!.Text("sequence").Should().Be("6");
        seen["ended"]!.Text("code").Should().Be("1");
    }

    [Test]
    public async Task Node_reads_the_details_of_errors()
    {
        var seen = await RunAsync("failures.mjs");

        var unknown = seen["unknown"]!;
        unknown.Text("code").Should().Be("5");
        unknown.Text("message").Should().Be("No user has the id 'user-0'.");
        unknown.List("details").Texts("type").Should().Equal("google.rpc.ErrorInfo", "google.rpc.ResourceInfo");
        unknown["details"]![0]!.Text("reason").Should().Be("USER_NOT_FOUND");
        unknown["details"]![0]!.Text("domain").Should().Be("userservice");
        unknown["details"]![0]!["metadata"]!.Text("id").Should().Be("user-0");
        unknown["details"]![1]!.Text("resourceName").Should().Be("user-0");
        var invalid = seen["invalid"]!;
        invalid.Text("code").Should().Be("3");
        invalid.List("details").Texts("type").Should().Equal("google.rpc.ErrorInfo", "google.rpc.BadRequest");
        invalid["details"]![1]!.List("fieldViolations").Texts("field").Should().Equal("name", "email", "role");
        invalid["details"]![1]!["fieldViolations"]![0]!.Text("description").Should().Be("Must not be empty.");
    }

    [Test]
    public async Task A_deadline_or_a_cancel_of_Node_ends_only_its_own_call()
    {
        var seen = await RunAsync("failures.mjs");

        seen["late"]!.Text("code").Should().Be("4");
        seen["first"]!.Text("event_type").Should().Be("user.created");
        seen["cancelled"]!.Text("code").Should().Be("1");
        seen["cancelled"]!.Text("message").Should().Contain("Cancelled");
        seen["afterwards"]!.Text("name").Should().Be("Ann");
    }

    private async Task<JsonNode> RunAsync(string script)
    {
        var address = new Uri(Server.Address).Authority;
        var result = await NodePackages.NodeAsync(script, address, Path.Combine(Repository.Proto, "user_service.proto"));
        result.ExitCode.Should().Be(0, "{0} {1}", script, result);

        return JsonNode.Parse(result.Output)!;
    }
}
