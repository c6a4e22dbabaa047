using System.Net;

namespace CodeFirst.Tests.Functional.Gateway;

[TestFixture(Place.Gateway)]
[TestFixture(Place.Server)]
public sealed class ConditionalRequestTests(Place place) : GatewayTests(place)
{
    [TestCase("\"1\"")]
    [TestCase("W/\"1\"")]
    [TestCase("\"0\", \"1\"")]
    [TestCase("*")]
    public async Task Who_has_a_version_already_is_told_so(string etag)
    {
        var id = await CreateIdAsync();

        var answer = await Http.SendAsync("GET", $"/v1/users/{id}", null, ("If-None-Match", etag));

        answer.Status.Should().Be(HttpStatusCode.NotModified);
        answer.Header("ETag").Should().Be("\"1\"");
        answer.Body.Should().BeEmpty();
    }

    [TestCase("\"2\"")]
    [TestCase("1")]
    [TestCase("")]
    public async Task Who_has_another_version_or_none_gets_the_user(string etag)
    {
        var id = await CreateIdAsync();

        (await Http.SendAsync("GET", $"/v1/users/{id}", null, ("If-None-Match", etag))).Status.Should().Be(HttpStatusCode.OK);
    }

    [TestCase("PATCH", """{"name":"Bob"}""")]
    [TestCase("DELETE", null)]
    public async Task A_change_of_another_version_is_refused(string verb, string? body)
    {
        var id = await CreateIdAsync();

        (await Http.SendAsync(verb, $"/v1/users/{id}", body, ("If-Match", "\"7\""))).ShouldBe(
            409,
            "ABORTED",
            $"The user '{id}' has changed since the etag was read. Read the user again and decide anew.",
            "ETAG_MISMATCH");
    }

    [TestCase("PATCH", """{"name":"Bob"}""", "\"1\"")]
    [TestCase("PATCH", """{"name":"Bob"}""", "*")]
    [TestCase("DELETE", null, "\"1\"")]
    public async Task A_change_of_the_version_that_was_seen_is_made(string verb, string? body, string etag)
    {
        var id = await CreateIdAsync();

        (await Http.SendAsync(verb, $"/v1/users/{id}", body, ("If-Match", etag))).Response.IsSuccessStatusCode.Should().BeTrue();
    }

    [TestCase("W/\"1\"")]
    [TestCase("\"1\", \"2\"")]
    [TestCase("1")]
    [TestCase("")]
    public async Task An_etag_that_cannot_be_compared_is_refused(string etag)
    {
        var id = await CreateIdAsync();

        (await Http.SendAsync("DELETE", $"/v1/users/{id}", null, ("If-Match", etag)))
            .ShouldBeInvalid(("If-Match", "Must be * or one strong entity tag, as it came in ETag: with its quotes."));
    }

    [Test]
    public async Task An_etag_may_be_in_the_query_of_a_delete_but_not_twice()
    {
        var id = await CreateIdAsync();

        (await Http.SendAsync("DELETE", $"/v1/users/{id}?etag=%221%22", null, ("If-Match", "\"1\"")))
            .ShouldBeInvalid(("etag", "Must be sent once."));
        (await Http.SendAsync("DELETE", $"/v1/users/{id}?etag=%221%22")).Status.Should().Be(HttpStatusCode.NoContent);
    }
}
