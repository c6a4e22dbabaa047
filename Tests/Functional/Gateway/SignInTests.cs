using System.Net;
using CodeFirst.Tests.Infrastructure.CloudRun;

namespace CodeFirst.Tests.Functional.Gateway;

public sealed class SignInTests : FakeServiceTests
{
    private const string Audience = "user-gateway";

    private FakeIssuer _issuer = null!;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Authentication:Authority"] = _issuer.Address,
        ["Authentication:Audience"] = Audience,
    };

    protected override async Task PrepareAsync() => _issuer = await FakeIssuer.StartAsync();

    [OneTimeTearDown]
    public async Task StopIssuerAsync() => await _issuer.DisposeAsync();

    [Test]
    public async Task Who_has_a_good_token_is_let_in_and_the_service_sees_it()
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(context, [Alice]);
        var token = _issuer.Sign(_issuer.Claims(Audience));

        (await GetAsync("/v1/users/1", $"Bearer {token}")).Status.Should().Be(HttpStatusCode.OK);
        (await GetAsync("/api/users/get?id=1", $"Bearer {token}")).Status.Should().Be(HttpStatusCode.OK);
        Service.Headers.Should().Contain("authorization", $"Bearer {token}");
    }

    [TestCase(null)]
    [TestCase("Bearer")]
    [TestCase("Bearer garbage")]
    [TestCase("Basic YTpi")]
    public async Task Who_has_none_is_not(string? authorization)
    {
        foreach (var path in new[] { "/v1/users", "/v1/users/1/activity", "/api/users", "/api/users/get?id=1" })
        {
            var answer = await GetAsync(path, authorization);

            answer.ShouldBe(
                401, "UNAUTHENTICATED", "The request needs a valid token in Authorization: Bearer.", "UNAUTHENTICATED");
            answer.Header("WWW-Authenticate").Should().Be("Bearer");
        }

        Service.Calls.Should().BeEmpty();
    }

    [Test]
    public async Task A_token_for_others_is_refused()
    {
        var token = _issuer.Sign(_issuer.Claims("another-gateway"));

        (await GetAsync("/v1/users", $"Bearer {token}")).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [TestCase("/")]
    [TestCase("/health")]
    [TestCase("/openapi/v1.json")]
    [TestCase("/proto/user_service.proto")]
    public async Task What_tells_nothing_of_users_is_open(string path)
    {
        (await GetAsync(path, null)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_document_says_that_a_token_is_needed()
    {
        var document = (await GetAsync("/openapi/v1.json", null)).Json;

        ((string)document["components"]!["securitySchemes"]!["bearer"]!["scheme"]!).Should().Be("bearer");
        document["security"]!.AsArray().Should().ContainSingle();
        var responses = document["paths"]!["/v1/users"]!["get"]!["responses"]!.AsObject().Select(response => response.Key);
        responses.Should().Contain(["401", "403"]);
        document["paths"]!["/health"]!["get"]!["security"]!.AsArray().Should().BeEmpty();
    }

    private Task<Answer> GetAsync(string path, string? authorization) =>
        authorization is null ? Http.SendAsync("GET", path) : Http.SendAsync("GET", path, null, ("Authorization", authorization));
}
