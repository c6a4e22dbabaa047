using System.Net;

namespace CodeFirst.Tests.Functional.Gateway;

public sealed class CorsTests : GatewayTests
{
    private const string Allowed = "https://app.example.com";

    protected override IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string> { ["Cors:AllowedOrigins"] = $"{Allowed}, http://localhost:3000" };

    [Test]
    public async Task A_page_of_an_allowed_origin_may_read_the_answer()
    {
        var answer = await Http.SendAsync("GET", "/v1/users", null, ("Origin", Allowed));

        answer.Header("Access-Control-Allow-Origin").Should().Be(Allowed);
        answer.Header("Access-Control-Expose-Headers").Should().Be("ETag,Location,Retry-After");
        answer.Header("Access-Control-Allow-Credentials").Should().BeNull();
        answer.Header("Vary").Should().Contain("Origin");
    }

    [Test]
    public async Task Errors_may_be_read_too()
    {
        (await Http.SendAsync("GET", "/v1/users/nobody", null, ("Origin", Allowed)))
            .Header("Access-Control-Allow-Origin").Should().Be(Allowed);
    }

    [TestCase("https://evil.example.com")]
    [TestCase("http://app.example.com")]
    [TestCase("https://app.example.com.evil.example")]
    [TestCase("null")]
    public async Task A_page_of_another_origin_may_not(string origin)
    {
        (await Http.SendAsync("GET", "/v1/users", null, ("Origin", origin))).Header("Access-Control-Allow-Origin").Should().BeNull();
    }

    [Test]
    public async Task A_preflight_tells_what_may_be_sent()
    {
        var answer = await Http.SendAsync(
            "OPTIONS",
            "/v1/users/1",
            null,
            ("Origin", Allowed),
            ("Access-Control-Request-Method", "PATCH"),
            ("Access-Control-Request-Headers", "if-match,content-type"));

        answer.Status.Should().Be(HttpStatusCode.NoContent);
        answer.Header("Access-Control-Allow-Methods").Should().Contain("PATCH");
        answer.Header("Access-Control-Allow-Headers").Should().Contain("If-Match");
        answer.Header("Access-Control-Max-Age").Should().Be("600");
    }
}
