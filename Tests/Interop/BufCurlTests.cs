using System.Text.Json.Nodes;
using CodeFirst.Tests.Interop.Processes;
using Google.Rpc;

namespace CodeFirst.Tests.Interop;

/// <summary>buf curl, which learns the contract from the running server (reflection) or from the exported .proto (schema).</summary>
[TestFixture("--reflect-protocol=grpc-v1")]
[TestFixture("--reflect-protocol=grpc-v1alpha")]
[TestFixture("--schema=Contracts/proto")]
public sealed class BufCurlTests(string contract) : ServerTests
{
    private static readonly string[] ReflectedServices =
    [
        "userservice.UserService",
        "grpc.health.v1.Health",
        "grpc.reflection.v1.ServerReflection",
        "grpc.reflection.v1alpha.ServerReflection",
    ];

    [Test]
    public async Task Buf_lists_the_methods()
    {
        var result = await NodePackages.BufAsync("curl", contract, "--protocol=grpc", "--list-methods", Server.Address);

        result.ExitCode.Should().Be(0, "{0}", result);
        result.Output.Split('\n').Where(line => line.StartsWith("userservice.", StringComparison.Ordinal)).Should().BeEquivalentTo(
            "userservice.UserService/GetUser",
            "userservice.UserService/ListUsers",
            "userservice.UserService/CreateUser",
            "userservice.UserService/StreamUserActivity",
            "userservice.UserService/UpdateUser",
            "userservice.UserService/DeleteUser",
            "userservice.UserService/RecordActivity");
    }

    [Test]
    public async Task Buf_lists_the_services()
    {
        var result = await NodePackages.BufAsync("curl", contract, "--protocol=grpc", "--list-services", Server.Address);

        result.ExitCode.Should().Be(0, "{0}", result);
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().BeEquivalentTo(
            contract.StartsWith("--reflect", StringComparison.Ordinal) ? ReflectedServices : ["userservice.UserService"]);
    }

    [Test]
    public async Task Buf_calls_every_unary_rpc()
    {
        var email = Unique.Email();

        var created = await CallOneAsync("CreateUser", $$"""{"name": "Zoë 🦊", "email": "{{email}}", "role": "admin"}""");
        var id = created.Text("id");
        var etag = created["etag"]!.ToJsonString();
        var got = await CallOneAsync("GetUser", $$"""{"id": "{{id}}"}""");
        var listed = await CallOneAsync("ListUsers", $$"""{"filter": "id = \"{{id}}\""}""");
        var renamed = await CallOneAsync("UpdateUser", $$"""{"id": "{{id}}", "name": "Zoë", "etag": {{etag}}}""");
        var withoutRole = await CallOneAsync("UpdateUser", $$"""{"id": "{{id}}", "role": ""}""");
        var deleted = await CallOneAsync("DeleteUser", $$"""{"id": "{{id}}"}""");

        created.Text("name").Should().Be("Zoë 🦊");
        created.Text("createdAt").Should().Be(created.Text("updatedAt"));
        got.ToJsonString().Should().Be(created.ToJsonString());
        listed.List("users").Texts("email").Should().Equal(email);
        listed.Text("totalCount").Should().Be("1");
        renamed.Text("name").Should().Be("Zoë");
        renamed.Text("role").Should().Be("admin", "an absent role stays");
        withoutRole.AsObject().ContainsKey("role").Should().BeFalse("an empty role takes the role away");
        deleted.ToJsonString().Should().Be("{}");
    }

    [Test]
    public async Task Buf_records_events_and_reads_them_as_streams()
    {
        var user = await CallOneAsync("CreateUser", $$"""{"name": "Ann", "email": "{{Unique.Email()}}"}""");
        var id = user.Text("id");

        var answers = await CallAsync("RecordActivity", $$"""
            {"user_id": "{{id}}", "event_type": "login", "event_id": "a"}
            {"userId": "{{id}}", "eventType": "login", "eventId": "b"}
            {"userId": "{{id}}", "eventType": "login", "eventId": "a"}
            """);
        var events = await CallAsync("StreamUserActivity", $$"""{"userId": "{{id}}", "afterSequence": "1"}""");

        answers.Texts("eventId").Should().Equal("a", "b", "a");
        answers.Texts("sequence").Should().Equal("2", "3", "2");
        events.Texts("eventId").Should().Equal("a", "b");
        events.Texts("sequence").Should().Equal("2", "3");
    }

    [Test]
    public async Task Buf_shows_an_error_with_its_details()
    {
        var result = await CurlAsync("GetUser", """{"id": "user-0"}""");

        (result.ExitCode >> 3).Should().Be(5, "{0}", result);
        var error = JsonNode.Parse(result.Error)!;
        error.Text("code").Should().Be("not_found");
        error.Text("message").Should().Be("No user has the id 'user-0'.");
        error.List("details").Texts("type").Should().Equal("google.rpc.ErrorInfo", "google.rpc.ResourceInfo");
        ErrorInfo.Parser.ParseFrom(Detail(error, 0)).Should().Be(
            new ErrorInfo { Reason = "USER_NOT_FOUND", Domain = "userservice", Metadata = { ["id"] = "user-0" } });
    }

    [Test]
    public async Task Buf_shows_every_field_that_is_wrong()
    {
        var result = await CurlAsync("CreateUser", """{"email": "nobody"}""");

        (result.ExitCode >> 3).Should().Be(3, "{0}", result);
        var error = JsonNode.Parse(result.Error)!;
        error.Text("code").Should().Be("invalid_argument");
        error.Text("message").Should().StartWith("name: Must not be empty. email: Must be an e-mail address");
        error.List("details").Texts("type").Should().Equal("google.rpc.ErrorInfo", "google.rpc.BadRequest");
        BadRequest.Parser.ParseFrom(Detail(error, 1)).FieldViolations.Select(violation => violation.Field).Should().Equal("name", "email");
    }

    // buf prints a detail as base64 without padding.
    private static byte[] Detail(JsonNode error, int index)
    {
        var value = error.List("details")[index].Text("value");

        return Convert.FromBase64String(value.PadRight((value.Length + 3) / 4 * 4, '='));
    }

    private async Task<JsonNode> CallOneAsync(string method, string request) => (await CallAsync(method, request)).Single();

    private async Task<IReadOnlyList<JsonNode>> CallAsync(string method, string requests)
    {
        var result = await CurlAsync(method, requests);
        result.ExitCode.Should().Be(0, "{0}", result);

        return Json.ReadAll(result.Output);
    }

    private Task<CommandResult> CurlAsync(string method, string requests) => NodePackages.BufAsync(
        "curl", contract, "--protocol=grpc", $"--data={requests}", $"{Server.Address}/userservice.UserService/{method}");
}
