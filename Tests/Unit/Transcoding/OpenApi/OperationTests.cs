using CodeFirst.Transcoding;

namespace CodeFirst.Tests.Unit.Transcoding.OpenApi;

public sealed class OperationTests
{
    [Test]
    public void Every_route_is_an_operation_with_an_id_of_its_own()
    {
        var document = Document.OfCorpus("Routes");

        Document.Operations(document).Should().Equal(
            ("get /v1/books/{id}", "GetBook"),
            ("head /v1/books/{id}", "Touch"),
            ("get /v1/books/mine", "ListMine"),
            ("post /v1/books", "AddBook"),
            ("put /v1/shelves/{shelf.name}/books", "AddBook_2"),
            ("post /v1/books:empty", "AddBook_3"),
            ("get /v1/shelves/{shelf}/books/{book}", "ReadBook"),
            ("get /v1/files/{file}:download", "ReadBook_2"),
            ("get /v1/files/{file}", "ReadBook_3"),
            ("get /v1/pages/{after}/more", "MorePages"),
            ("get /v1/anything/{id}/{segment}", "Touch_2"),
            ("delete /v1/books/{id}/loans/{since}", "Touch_3"),
            ("post /v1/pages", "Write"));
    }

    [Test]
    public void A_route_says_what_its_method_answers()
    {
        var document = Document.OfCorpus("Routes");

        var created = document["paths"]!["/v1/books"]!["post"]!["responses"]!["201"]!;
        created["headers"]!["Location"]!["description"]!.GetValue<string>().Should().Contain("/v1/books/{id}");
        var deleted = document["paths"]!["/v1/books/{id}/loans/{since}"]!["delete"]!;
        deleted["deprecated"]!.GetValue<bool>().Should().BeTrue();
        deleted["responses"]!["204"]!.AsObject().Should().NotContainKey("content");
        var list = document["paths"]!["/v1/books/mine"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
        list.ToJsonString().Should().Be("""{"type":"array","items":{"$ref":"#/components/schemas/Book"}}""");
    }

    [Test]
    public void A_body_has_what_the_rule_says_and_the_rest_is_in_the_query()
    {
        var document = Document.OfCorpus("Routes");

        Body("/v1/books", "post").Should().Be("""{"$ref":"#/components/schemas/AddBookRequest"}""");
        Body("/v1/shelves/{shelf.name}/books", "put").Should().Be("""{"$ref":"#/components/schemas/Book"}""");
        var empty = document["paths"]!["/v1/books:empty"]!["post"]!;
        empty.AsObject().Should().NotContainKey("requestBody");
        Document.Parameters(empty).Should().Equal("query shelf.name", "query book.id");

        string Body(string path, string verb) =>
            document["paths"]![path]![verb]!["requestBody"]!["content"]!["application/json"]!["schema"]!.ToJsonString();
    }

    [Test]
    public void A_field_of_the_path_is_not_in_the_body()
    {
        var document = Document.OfProto(
            """
            message R { string id = 1; string text = 2; }
            service S { rpc Put(R) returns (R) { option (google.api.http) = { put: "/v1/{id}" body: "*" }; } }
            """);

        var schema = document["paths"]!["/v1/{id}"]!["put"]!["requestBody"]!["content"]!["application/json"]!["schema"]!;

        schema["properties"]!.AsObject().Select(property => property.Key).Should().Equal("text");
        schema["additionalProperties"]!.GetValue<bool>().Should().BeFalse("an unknown member is refused");
    }

    [Test]
    public void Streams_are_lines_or_events()
    {
        var document = Document.OfCorpus("Routes");

        var pages = document["paths"]!["/v1/pages/{after}/more"]!["get"]!;
        var content = pages["responses"]!["200"]!["content"]!.AsObject();
        content.Select(form => form.Key).Should().Equal("application/x-ndjson", "text/event-stream");
        content["application/x-ndjson"]!["schema"]!["properties"]!["result"]!["$ref"]!.GetValue<string>().Should().EndWith("/Page");
        content["text/event-stream"]!["schema"]!["description"]!.GetValue<string>().Should().Contain("id");
        Document.Parameters(pages).Should().Equal("path after", "query name", "header Last-Event-ID");
        document["paths"]!["/v1/pages"]!["post"]!["requestBody"]!["content"]!.AsObject().Select(form => form.Key)
            .Should().Equal("application/json", "application/x-ndjson");
    }

    [Test]
    public void The_conventions_of_Google_are_headers_unless_they_are_switched_off()
    {
        const string text =
            """
            message G { string id = 1; string page_token = 2; }
            message U { string id = 1; string etag = 2; string request_id = 3; }
            message A { string etag = 1; string next_page_token = 2; }
            service S {
              rpc Get(G) returns (A) { option (google.api.http) = { get: "/v1/{id}" }; }
              rpc Put(U) returns (A) { option (google.api.http) = { put: "/v1/{id}" body: "*" }; }
            }
            """;

        var with = Document.OfProto(text)["paths"]!["/v1/{id}"]!;
        var without = Document.OfProto(text, options => options.UsesConventions = false)["paths"]!["/v1/{id}"]!;

        Document.Parameters(with["get"]!).Should().Equal("path id", "query pageToken", "header If-None-Match");
        Document.Parameters(with["put"]!).Should().Equal("path id", "header If-Match", "header Idempotency-Key");
        with["get"]!["responses"]!["200"]!["headers"]!.AsObject().Select(header => header.Key).Should().Equal("ETag", "Link");
        with["get"]!["responses"]!.AsObject().Should().ContainKey("304");
        Document.Parameters(without["put"]!).Should().Equal("path id");
        without["get"]!["responses"]!["200"]!.AsObject().Should().NotContainKey("headers");
    }

    [Test]
    public void Errors_have_the_form_that_the_options_say()
    {
        var status = Document.OfCorpus("Routes");
        var problem = Document.OfCorpus("Routes", options => options.Errors = ErrorForm.ProblemDetails);

        status["components"]!["schemas"]!["Error"]!["properties"]!.AsObject().Should().ContainKey("error");
        status["paths"]!["/v1/books/{id}"]!["get"]!["responses"]!["404"]!["content"]!.AsObject().Should().ContainKey("application/json");
        problem["components"]!["schemas"]!["Error"]!["properties"]!.AsObject().Should().ContainKey("title");
        problem["paths"]!["/v1/books/{id}"]!["get"]!["responses"]!["404"]!["content"]!.AsObject().Should().ContainKey("application/problem+json");
    }

    [Test]
    public void Names_are_spelled_as_the_options_say()
    {
        const string text =
            """
            message R { string page_id = 1; S page_size = 2; } message S { int32 max_size = 1; }
            service T { rpc Get(R) returns (R) { option (google.api.http) = { get: "/v1/{page_id}" }; } }
            """;

        Document.Parameters(Document.OfProto(text)["paths"]!["/v1/{pageId}"]!["get"]!).Should().Equal("path pageId", "query pageSize.maxSize");
        Document.Parameters(Document.OfProto(text, options => options.WritesProtoNames = true)["paths"]!["/v1/{page_id}"]!["get"]!)
            .Should().Equal("path page_id", "query page_size.max_size");
    }

    [Test]
    public void Two_paths_that_differ_in_the_names_of_parameters_alone_are_one()
    {
        var document = Document.OfProto(
            """
            message A { string id = 1; } message B { string key = 1; }
            service S {
              rpc Get(A) returns (A) { option (google.api.http) = { get: "/v1/things/{id}" }; }
              rpc Drop(B) returns (B) { option (google.api.http) = { delete: "/v1/things/{key}" }; }
            }
            """);

        Document.Operations(document).Should().Equal(("get /v1/things/{id}", "Get"), ("delete /v1/things/{id}", "Drop"));
        Document.Parameters(document["paths"]!["/v1/things/{id}"]!["delete"]!).Should().Equal("path id");
    }

    [Test]
    public void Methods_without_a_route_are_there_if_they_are_served()
    {
        Document.Operations(Document.OfCorpus("Promises")).Should().BeEmpty();
        Document.Operations(Document.OfCorpus("Promises", options => options.ServesMethodsWithoutRoute = true))
            .Should().Contain(("post /corpus.promises.v1.PromiseService/Read", "Read"));
    }
}
