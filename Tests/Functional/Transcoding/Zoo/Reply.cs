using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

/// <summary>An HTTP answer, read to its end.</summary>
internal sealed record Reply(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new AssertionException($"No JSON: {Body}");

    public string? ContentType => Header("Content-Type");

    /// <summary>Gets the text of a <see cref="Said"/>.</summary>
    public string Text => Status == 200 ? (string?)Json["text"] ?? "" : throw new AssertionException($"{Status} {Body}");

    public static async Task<Reply> OfAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Asserts what every error has.</summary>
    public Reply ShouldFail(int status, string name, string reason, string? message = null)
    {
        (Status, ContentType).Should().Be((status, "application/json"), "of {0}", Body);
        var error = Json["error"]!;
        ((int)error["code"]!, (string)error["status"]!).Should().Be((status, name), "of {0}", Body);
        ((string)Detail("ErrorInfo")["reason"]!).Should().Be(reason, "of {0}", Body);
        Headers.Keys.Should().NotContain(header => header.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase));
        if (message is not null)
        {
            ((string)error["message"]!).Should().Be(message);
        }

        return this;
    }

    /// <summary>Asserts that these fields were wrong.</summary>
    public void ShouldBeInvalid(params string[] fields)
    {
        ShouldFail(400, "INVALID_ARGUMENT", "INVALID_FIELDS");
        Detail("BadRequest")["fieldViolations"]!.AsArray().Select(violation => (string)violation!["field"]!).Should().Equal(fields);
    }

    private JsonNode Detail(string type) => Json["error"]!["details"]!.AsArray()
        .Single(detail => (string)detail!["@type"]! == $"type.googleapis.com/google.rpc.{type}")!;
}
