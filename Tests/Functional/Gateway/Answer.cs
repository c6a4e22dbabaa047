using System.Net;
using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Functional.Gateway;

/// <summary>An answer of the gateway, read to its end.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body, HttpResponseMessage Response)
{
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new AssertionException($"No JSON: {Body}");

    public string? ContentType => Response.Content.Headers.ContentType?.ToString();

    private JsonNode Error => Json["error"] ?? throw new AssertionException($"No error: {Body}");

    public static async Task<Answer> OfAsync(Task<HttpResponseMessage> sending)
    {
        var response = await sending;

        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    /// <summary>Gets the only value of a header, of the answer or of its body; null without the header.</summary>
    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    /// <summary>Asserts what every error has: status, name, text, and an ErrorInfo with a reason.</summary>
    public Answer ShouldBe(int status, string name, string message, string reason)
    {
        ((int)Status, ContentType).Should().Be((status, "application/json"), "of {0}", Body);
        ((int)Error["code"]!, (string)Error["status"]!, (string)Error["message"]!).Should().Be((status, name, message));
        var info = Detail("ErrorInfo");
        ((string)info["reason"]!, (string)info["domain"]!).Should().Be((reason, "userservice"));

        return this;
    }

    /// <summary>Asserts INVALID_ARGUMENT with exactly these violations, each in the message and in the details.</summary>
    public void ShouldBeInvalid(params (string Field, string Description)[] violations)
    {
        var message = string.Join(' ', violations.Select(violation => $"{violation.Field}: {violation.Description}"));
        ShouldBe(400, "INVALID_ARGUMENT", message, "INVALID_FIELDS");
        var fields = string.Join(',', violations.Select(violation => violation.Field).Distinct());
        ((string)Detail("ErrorInfo")["metadata"]!["fields"]!).Should().Be(fields);
        Detail("BadRequest")["fieldViolations"]!.AsArray()
            .Select(violation => ((string)violation!["field"]!, (string)violation["description"]!))
            .Should().Equal(violations);
    }

    public JsonNode Detail(string type) =>
        Error["details"]!.AsArray().SingleOrDefault(detail => (string)detail!["@type"]! == $"type.googleapis.com/google.rpc.{type}")
        ?? throw new AssertionException($"No {type} in {Body}");
}
