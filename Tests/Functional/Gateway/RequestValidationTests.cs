using System.Net;
using System.Text;

namespace CodeFirst.Tests.Functional.Gateway;

[TestFixture(Place.Gateway)]
[TestFixture(Place.Server)]
public sealed class RequestValidationTests(Place place) : GatewayTests(place)
{
    private const string NotInt32 = "Must be a whole number from -2147483648 to 2147483647.";

    [TestCase("colour=red", "colour", "Is not a query parameter here.")]
    [TestCase("Page_Size=1", "Page_Size", "Is not a query parameter here.")]
    [TestCase("page_size=1&page_size=1", "page_size", "Must be sent once.")]
    [TestCase("page_size=", "page_size", NotInt32)]
    [TestCase("page_size=1.0", "page_size", NotInt32)]
    [TestCase("page_size=+1", "page_size", NotInt32)]
    [TestCase("page_size=2147483648", "page_size", NotInt32)]
    [TestCase("page_size=99999999999999999999", "page_size", NotInt32)]
    [TestCase("filter=%FF", "filter", "Must be valid Unicode.")]
    [TestCase("filter=%ED%A0%80", "filter", "Must be valid Unicode.")]
    [TestCase("filter=a&filter=%FF", "filter", "Must be valid Unicode.")]
    public async Task A_query_that_is_not_described_is_refused(string query, string field, string problem)
    {
        (await Http.SendAsync("GET", $"/v1/users?{query}")).ShouldBeInvalid((field, problem));
    }

    [Test]
    public async Task A_query_beside_a_body_is_refused()
    {
        (await Http.SendAsync("POST", "/v1/users?name=Ann", "{}")).ShouldBeInvalid(("name", "Is not a query parameter here."));
    }

    [TestCase("""{"name":"Ann","colour":"red"}""", "colour", "Is not a field of the body here.")]
    [TestCase("""{"Name":"Ann"}""", "Name", "Is not a field of the body here.")]
    [TestCase("""{"id":"user-1"}""", "id", "Is not a field of the body here.")]
    [TestCase("""{"name":"Ann","name":"Ann"}""", "name", "Must be sent once.")]
    [TestCase("""{"name":null,"name":"Ann"}""", "name", "Must be sent once.")]
    [TestCase("""{"name":1}""", "name", "Must be a string.")]
    [TestCase("""{"name":["Ann"]}""", "name", "Must be a string.")]
    [TestCase("""{"name":{"a":{"name":1}}}""", "name", "Must be a string.")]
    [TestCase("""{"name":"\ud800"}""", "name", "Must be valid Unicode.")]
    [TestCase("""{"\ud800":1}""", "(not valid Unicode)", "Is not a field of the body here.")]
    public async Task A_body_that_is_not_described_is_refused(string body, string field, string problem)
    {
        (await Http.SendAsync("POST", "/v1/users", body)).ShouldBeInvalid((field, problem));
    }

    [Test]
    public async Task A_percent_sign_in_a_query_is_one()
    {
        (await Http.SendAsync("GET", "/v1/users?filter=%22100%25%2525%C3%A9%22")).Body.Should().Be("{}\n");
    }

    [Test]
    public async Task Of_very_many_violations_the_first_are_named()
    {
        var body = $"{{{string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"a{i}\":1"))}}}";

        (await Http.SendAsync("POST", "/v1/users", body))
            .ShouldBeInvalid([.. Enumerable.Range(0, 100).Select(i => ($"a{i}", "Is not a field of the body here."))]);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"name\"")]
    public async Task A_body_that_is_no_object_is_refused(string body)
    {
        (await Http.SendAsync("POST", "/v1/users", body)).Json["error"]!["status"]!.ToString().Should().Be("INVALID_ARGUMENT");
    }

    [TestCase("""{"name":"Ann",}""", 15)]
    [TestCase("""{"name":"Ann"} {}""", 16)]
    [TestCase("""{"name":"Ann"}}""", 15)]
    [TestCase("""{/**/"name":"Ann"}""", 2)]
    [TestCase("""{'name':"Ann"}""", 2)]
    [TestCase("{", 2)]
    public async Task A_body_that_is_no_JSON_is_refused_with_the_place(string body, int position)
    {
        (await Http.SendAsync("POST", "/v1/users", body)).ShouldBe(
            400, "INVALID_ARGUMENT", $"The body is not valid JSON: see line 1, byte {position}.", "INVALID_JSON");
    }

    [TestCase(new byte[] { 0xFF })]
    [TestCase(new byte[] { 0xC3, 0x28 })]
    [TestCase(new byte[] { 0xED, 0xA0, 0x80 })]
    public async Task Bytes_that_are_no_UTF8_are_refused(byte[] bytes)
    {
        byte[] body = [.. "{\"name\":\""u8, .. bytes, .. "\"}"u8];

        (await Http.SendBytesAsync("POST", "/v1/users", body, "application/json")).ShouldBeInvalid(("name", "Must be valid Unicode."));
    }

    [TestCase("application/json")]
    [TestCase("Application/JSON; charset=UTF-8")]
    [TestCase("application/json;charset=\"utf-8\"")]
    public async Task A_body_of_JSON_is_read(string contentType)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"name":"Ann","email":"{{NewEmail()}}"}""");

        (await Http.SendBytesAsync("POST", "/v1/users", body, contentType)).Status.Should().Be(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_body_over_the_limit_is_refused()
    {
        var body = $$"""{"name":"{{new string('a', 70_000)}}"}""";

        (await Http.SendAsync("POST", "/v1/users", body)).ShouldBe(413, "INVALID_ARGUMENT", "The body is too large.", "BODY_TOO_LARGE");
    }

    [Test]
    public async Task A_body_in_chunks_over_the_limit_is_refused()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/users")
        {
            Content = new StringContent($$"""{"name":"{{new string('a', 70_000)}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = true;

        (await Answer.OfAsync(Http.SendAsync(request))).ShouldBe(413, "INVALID_ARGUMENT", "The body is too large.", "BODY_TOO_LARGE");
    }
}
