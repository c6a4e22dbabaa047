using System.Net;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace CodeFirst.Tests.Functional.Gateway;

public sealed class OpenApiTests : GatewayTests
{
    private JsonNode _document = null!;

    private IEnumerable<(string Path, string Verb, JsonNode Operation)> Operations =>
        from path in _document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Key.ToUpperInvariant(), operation.Value!);

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        var answer = await Http.SendAsync("GET", "/openapi/v1.json");
        answer.Status.Should().Be(HttpStatusCode.OK);
        _document = answer.Json;
    }

    [Test]
    public void The_document_is_valid()
    {
        var result = OpenApiDocument.Parse(_document.ToJsonString(), OpenApiConstants.Json);

        result.Diagnostic!.Errors.Should().BeEmpty();
        result.Diagnostic.Warnings.Should().BeEmpty();
        ((string)_document["openapi"]!).Should().StartWith("3.1.");
    }

    [Test]
    public void Every_rpc_of_the_contract_is_an_operation()
    {
        Operations.Select(operation => (string)operation.Operation["operationId"]!).Should().OnlyHaveUniqueItems()
            .And.Contain(
            [
                "GetUser", "ListUsers", "CreateUser", "UpdateUser", "DeleteUser", "StreamUserActivity", "RecordActivity",
            ]);
    }

    [Test]
    public void Everything_is_described()
    {
        foreach (var (path, verb, operation) in Operations)
        {
            var name = $"{verb} {path}";
            ((string?)operation["summary"]).Should().NotBeNullOrEmpty(name);
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            {
                var isDescribed = path.StartsWith("/api/", StringComparison.Ordinal) || ((string?)parameter!["description"])?.Length > 0;
                isDescribed.Should().BeTrue($"{name} {parameter!["name"]}");
            }

            foreach (var (status, response) in operation["responses"]!.AsObject())
            {
                var content = response!["content"]?.AsObject();
                (content is null && status is not ("204" or "304")).Should().BeFalse($"{name} {status}");
                foreach (var (type, media) in content ?? [])
                {
                    media!["schema"].Should().NotBeNull($"{name} {status} {type}");
                    (media["example"] is null && type != "text/event-stream").Should().BeFalse($"{name} {status} {type}");
                }
            }
        }
    }

    [Test]
    public async Task Every_operation_answers_what_the_document_says_it_does()
    {
        var verified = 0;
        foreach (var (path, verb, operation) in Operations)
        {
            var id = await CreateIdAsync();
            var body = operation["requestBody"]?["content"]!["application/json"]!["example"]?.DeepClone().AsObject();
            if (body?["email"] is not null)
            {
                body["email"] = NewEmail();
            }

            var query = string.Join('&', (operation["parameters"]?.AsArray() ?? [])
                .Where(parameter => (string)parameter!["in"]! == "query" && parameter["example"] is not null)
                .Select(parameter => (Name: (string)parameter!["name"]!, Value: parameter["example"]!.ToString()))
                .Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Name switch
                {
                    "id" => id,
                    "follow" => "false", // it would not end
                    _ => parameter.Value,
                })}"));
            var target = path.Replace("{id}", id).Replace("{user_id}", id) + (query.Length > 0 ? $"?{query}" : "");

            var answer = await Http.SendAsync(verb, target, body?.ToJsonString());

            ShouldBeDescribed(answer, operation, $"{verb} {target}");
            ((int)answer.Status).Should().BeLessThan(300, $"{verb} {target}: {answer.Body}");
            verified++;
        }

        verified.Should().Be(11);
    }

    [Test]
    public async Task Errors_are_among_those_that_the_document_names()
    {
        foreach (var (path, verb, operation) in Operations.Where(operation => operation.Path.StartsWith("/v1/", StringComparison.Ordinal)))
        {
            var target = path.Replace("{id}", "user-0").Replace("{user_id}", "user-0");

            var body = operation["requestBody"] is null ? null : "{}";

            ShouldBeDescribed(await Http.SendAsync(verb, $"{target}?colour=red", body), operation, target);
            ShouldBeDescribed(await Http.SendAsync(verb, target, body), operation, target);
        }
    }

    [Test]
    public async Task Who_has_a_user_already_finds_in_the_document_how_to_ask()
    {
        var operation = _document["paths"]!["/v1/users/{id}"]!["get"]!;
        var id = await CreateIdAsync();

        var answer = await Http.SendAsync("GET", $"/v1/users/{id}", null, ("If-None-Match", "\"1\""));

        operation["parameters"]!.AsArray().Select(parameter => (string)parameter!["name"]!).Should().Equal("id", "If-None-Match");
        answer.Status.Should().Be(HttpStatusCode.NotModified);
        ShouldBeDescribed(answer, operation, "GET /v1/users/{id}");
    }

    [TestCase("/api/users")]
    [TestCase("/api/users/get")]
    public void Examples_of_the_earlier_routes_have_what_they_answer(string path)
    {
        _document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["example"]!.ToJsonString()
            .Should().Contain("created_at").And.NotContain("updated_at").And.NotContain("etag");
    }

    [Test]
    public async Task The_document_is_the_same_each_time_and_HEAD_has_its_size()
    {
        var get = await Http.SendAsync("GET", "/openapi/v1.json");
        var head = await Http.SendAsync("HEAD", "/openapi/v1.json");

        get.Json.ToJsonString().Should().Be(_document.ToJsonString());
        head.Header("Content-Length").Should().Be($"{System.Text.Encoding.UTF8.GetByteCount(get.Body)}");
    }

    [Test]
    public async Task The_reference_loads_nothing_from_elsewhere()
    {
        var page = await Http.SendAsync("GET", "/docs/");

        page.Status.Should().Be(HttpStatusCode.OK);
        page.Body.Should().NotContain("http://").And.NotContain("cdn.").And.Contain("openapi/v1.json");
        var nonce = System.Text.RegularExpressions.Regex.Match(page.Header("Content-Security-Policy")!, "'nonce-([^']+)'").Groups[1].Value;
        WebUtility.HtmlDecode(page.Body).Should().Contain($"nonce=\"{nonce}\"");
        (await Http.SendAsync("GET", "/docs/scalar.js")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task The_contract_is_served_as_it_is_exported()
    {
        var files = new[] { ("user_service.proto", "text/plain; charset=utf-8"), ("user_service.binpb", "application/octet-stream") };
        foreach (var (file, type) in files)
        {
            using var response = await Http.GetAsync($"/proto/{file}");

            response.Content.Headers.ContentType!.ToString().Should().Be(type);
            var exported = await File.ReadAllBytesAsync(Path.Combine(Repository.Proto, file));
            (await response.Content.ReadAsByteArrayAsync()).Should().Equal(exported);
        }
    }

    private void ShouldBeDescribed(Answer answer, JsonNode operation, string name)
    {
        var described = operation["responses"]![$"{(int)answer.Status}"];
        described.Should().NotBeNull($"{name} answered {(int)answer.Status}: {answer.Body}");
        if (answer.ContentType?.Split(';')[0] is { } type)
        {
            described!["content"]![type].Should().NotBeNull($"{name} answered {type}");
            if (type == "application/json")
            {
                ShouldFit(answer.Json, described["content"]![type]!["schema"]!, name);
            }
        }
    }

    // The part of JSON Schema that the document uses.
    private void ShouldFit(JsonNode value, JsonNode schema, string name)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            schema = _document["components"]!["schemas"]![reference.Split('/')[^1]]!;
        }

        var expected = (string)schema["type"]!;
        switch (value)
        {
            case JsonObject item:
                expected.Should().Be("object", name);
                foreach (var (member, content) in item)
                {
                    schema["properties"]![member].Should().NotBeNull($"{name}: {member}");
                    if (member != "details")
                    {
                        ShouldFit(content!, schema["properties"]![member]!, $"{name}.{member}");
                    }
                }

                break;
            case JsonArray items:
                expected.Should().Be("array", name);
                foreach (var item in items)
                {
                    ShouldFit(item!, schema["items"]!, name);
                }

                break;
            default:
                expected.Should().Be(value.GetValueKind() switch
                {
                    System.Text.Json.JsonValueKind.String => "string",
                    System.Text.Json.JsonValueKind.Number => "integer",
                    _ => "boolean",
                }, name);
                break;
        }
    }
}
