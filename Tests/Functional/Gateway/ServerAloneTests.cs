using CodeFirst.Contracts;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>What the server answers over HTTP where the gateway answers otherwise, or not at all.</summary>
public sealed class ServerAloneTests() : GatewayTests(Place.Server)
{
    [TestCase("/v1/users")]
    [TestCase("/v1/users/nobody")]
    [TestCase("/nothing")]
    public async Task Every_answer_keeps_browsers_from_doing_more_with_it(string path)
    {
        var answer = await Http.SendAsync("GET", path);

        answer.Header("Content-Security-Policy").Should().Be("default-src 'none'; frame-ancestors 'none'");
        answer.Header("X-Content-Type-Options").Should().Be("nosniff");
        answer.Header("Cache-Control").Should().Be("no-store");
        answer.Header("Server").Should().BeNull();
    }

    [Test]
    public async Task The_document_describes_every_route()
    {
        var answer = await Http.SendAsync("GET", "/openapi/v1.json");

        answer.ContentType.Should().Be("application/json");
        answer.Json["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(verb => $"{verb.Key} {path.Key}"))
            .Should().BeEquivalentTo(
                "get /v1/users",
                "post /v1/users",
                "get /v1/users/{id}",
                "patch /v1/users/{id}",
                "delete /v1/users/{id}",
                "get /v1/users/{user_id}/activity",
                "post /v1/users/{user_id}/activity");
        answer.Json["components"]!["schemas"]!.AsObject().Select(schema => schema.Value!.ToJsonString())
            .Should().ContainMatch("*\"next_page_token\"*", "names are as in the answers");
        answer.Json["security"]!.ToJsonString().Should().Be("[{}]", "no token is needed");
    }

    [Test]
    public async Task The_page_of_the_document_has_a_policy_of_its_own()
    {
        var answer = await Http.SendAsync("GET", "/docs/");

        answer.ContentType.Should().StartWith("text/html");
        answer.Header("Content-Security-Policy").Should().Contain("script-src 'self' 'nonce-").And.NotContain("http");
    }

    [Test]
    public async Task Answers_to_gRPC_have_no_headers_for_browsers()
    {
        var call = new CallContext(flags: CallContextFlags.CaptureMetadata);

        await Client.ListUsersAsync(new ListUsersRequest(), call);

        (await call.ResponseHeadersAsync()).Select(header => header.Key)
            .Should().NotContain(["cache-control", "content-security-policy", "x-content-type-options"]);
    }
}
