namespace CodeFirst.Tests.Functional.Transcoding;

public sealed class RouteTests(bool inFront) : TranscodingTests(inFront)
{
    [Test]
    public async Task Case_1_Alternatives_in_path_and_query_are_refused()
    {
        (await Library.GetAsync("/v1/readers/ann?email=x@y")).ShouldFail(400, "INVALID_ARGUMENT", "INVALID_FIELDS")
            .Body.Should().Contain("email").And.Contain("reader_id");
        (await Library.GetAsync("/v1/readers/ann")).Text.Should().Be("reader ann");
    }

    [TestCase("text=a&tag=x&tag=y&page.page_size=5")]
    [TestCase("tag=x&page.pageSize=5&tag=y&text=a")]
    public async Task Case_4_Repeated_and_nested_fields_are_in_the_query(string query)
    {
        (await Library.GetAsync($"/v1/search?{query}")).Text.Should().Be("a x+y 5");
    }

    [TestCase("page.page_size=5&page.pageSize=6", "page.page_size")]
    [TestCase("pageSize=5", "pageSize")]
    public async Task Case_5_and_6_A_parameter_that_is_sent_twice_or_not_known_is_refused(string query, string field)
    {
        (await Library.GetAsync($"/v1/search?{query}")).ShouldBeInvalid(field);
    }

    [TestCase("/v1/shelves/1/books/a%2Fb", "shelves/1/books/a%2Fb")]
    [TestCase("/v1/shelves/1/books/a%2fb", "shelves/1/books/a%2fb")]
    [TestCase("/v1/shelves/%C3%A4%20/books/a%25b", "shelves/ä /books/a%b")]
    public async Task Case_8_A_variable_of_several_segments_keeps_its_encoded_slashes(string path, string name)
    {
        ((string)(await Library.GetAsync(path)).Json["name"]!).Should().Be(name);
    }

    [TestCase("/v1/readers/a%2Fb", "reader a/b")]
    [TestCase("/v1/readers/%C3%A4+%20b", "reader ä+ b")]
    public async Task Case_8_A_variable_of_one_segment_is_decoded(string path, string text)
    {
        (await Library.GetAsync(path)).Text.Should().Be(text);
    }

    [TestCase("/v1/readers/%FF")]
    [TestCase("/v1/readers/%zz")]
    [TestCase("/v1/readers/a%2")]
    public async Task Case_8_A_variable_that_is_no_UTF8_is_refused(string path)
    {
        (await Library.GetAsync(path)).ShouldBeInvalid("reader_id");
    }

    [TestCase("/v1/files/a/b:download", "download files/a/b")]
    [TestCase("/v1/files/a/b", "file files/a/b")]
    [TestCase("/v1/files/a/b:other", "file files/a/b:other")]
    [TestCase("/v1/files/a/b%3Adownload", "file files/a/b:download")]
    [TestCase("/v1/files", "file files")]
    public async Task Case_9_A_verb_at_the_end_of_a_path_has_a_route_of_its_own(string path, string text)
    {
        (await Library.GetAsync(path)).Text.Should().Be(text);
    }

    [TestCase("/v1/readers/me", "me")]
    [TestCase("/v1/readers/mee", "reader mee")]
    public async Task Case_10_A_literal_comes_before_a_variable(string path, string text)
    {
        (await Library.GetAsync(path)).Text.Should().Be(text);
    }

    [Test]
    public async Task Case_14_Each_binding_has_its_own_rule_for_the_body()
    {
        var field = await Library.SendAsync("POST", "/v1/shelves/7/books?request_id=r", """{"name":"n","title":"t"}""");
        var message = await Library.SendAsync("PUT", "/v1/books", """{"shelf":"7","book":{"name":"n","title":"t"},"request_id":"r"}""");

        field.Status.Should().Be(201);
        field.Header("Location").Should().Be("/v1/books/7%20n");
        field.Body.Should().Be(message.Body).And.Be("""{"name":"7 n","title":"t","etag":"r"}""" + "\n");
    }

    [Test]
    public async Task Case_15_A_field_of_the_response_can_be_the_body()
    {
        (await Library.GetAsync("/v1/shelves/7/items?page_size=2")).Body.Should().Be("""[{"name":"7/1"},{"name":"7/2"}]""" + "\n");
        (await Library.GetAsync("/v1/shelves/7/items")).Body.Should().Be("[]\n");
    }

    [TestCase("/v1/readers/me/")]
    [TestCase("/v1//readers/me")]
    [TestCase("//v1/readers/me")]
    [TestCase("/V1/readers/me")]
    [TestCase("/v1/Readers/me")]
    [TestCase("/v1/./readers/me")]
    [TestCase("/v1/x/../readers/me")]
    [TestCase("/v1/%2e/readers/me")]
    [TestCase("/%76%31/readers/me")]
    [TestCase("/v1/readers/")]
    [TestCase("/v1/readers")]
    [TestCase("/v1/files/../readers/me")]
    public async Task Case_37_A_route_has_one_spelling(string path)
    {
        (await Library.GetAsync(path)).Status.Should().Be(404);
    }

    [Test]
    public async Task A_custom_verb_is_a_verb()
    {
        (await Library.SendAsync("LOCK", "/v1/locks/1")).Text.Should().Be("lock 1");
        (await Library.GetAsync("/v1/locks/1")).ShouldFail(405, "UNIMPLEMENTED", "METHOD_NOT_ALLOWED").Header("Allow").Should().Be("LOCK");
    }

    [Test]
    public async Task Case_36_HEAD_is_GET_without_a_body()
    {
        var get = await Library.GetAsync("/v1/readers/me");
        var head = await Library.SendAsync("HEAD", "/v1/readers/me");

        (head.Status, head.Body, head.Header("Content-Length")).Should().Be((200, "", $"{get.Body.Length}"));
        (await Library.SendAsync("HEAD", "/v1/failures/missing")).Status.Should().Be(404);
    }

    [Test]
    public async Task Case_36_OPTIONS_says_what_is_allowed()
    {
        var answer = await Library.SendAsync("OPTIONS", "/v1/shelves/7/books");

        (answer.Status, answer.Body, answer.Header("Allow")).Should().Be((204, "", "GET, HEAD, POST"));
    }

    [TestCase("PUT", "/v1/shelves/7/books", "GET, HEAD, POST")]
    [TestCase("TRACE", "/v1/books/1", "DELETE, PATCH")]
    [TestCase("POST", "/v1/events", "GET")]
    public async Task Case_36_Another_verb_is_told_those_that_are_allowed(string verb, string path, string allow)
    {
        (await Library.SendAsync(verb, path))
            .ShouldFail(405, "UNIMPLEMENTED", "METHOD_NOT_ALLOWED", $"{verb} is not allowed here: see the header Allow.")
            .Header("Allow").Should().Be(allow);
    }

    [TestCase("GET", "/v1/nothing")]
    [TestCase("POST", "/health")]
    [TestCase("DELETE", "/")]
    public async Task A_path_that_nothing_answers_is_told_so(string verb, string path)
    {
        (await Library.SendAsync(verb, path)).ShouldFail(404, "NOT_FOUND", "ROUTE_NOT_FOUND", "No route matches this path.");
    }

    [Test]
    public async Task HEAD_of_a_path_that_nothing_answers_has_no_body()
    {
        var answer = await Library.SendAsync("HEAD", "/v1/nothing");

        (answer.Status, answer.Body).Should().Be((404, ""));
    }

    [Test]
    public async Task Case_40_A_method_without_a_route_is_not_called_by_JSON()
    {
        var answer = await Library.SendAsync("POST", "/library.v1.Library/Unrouted", """{"name":"a"}""");

        // In the service gRPC itself answers the path: it wants application/grpc.
        answer.Status.Should().Be(InFront ? 404 : 415);
    }
}
