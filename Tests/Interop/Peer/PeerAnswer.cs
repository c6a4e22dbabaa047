using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Interop.Peer;

/// <summary>What a caller can rely on in an answer: its status, and its JSON as a value or the code of the error.</summary>
public sealed record PeerAnswer(int Status, string Value)
{
    /// <summary>Gets what the answer says is wrong with the request: everything, in one text. The peer names only the first fault.</summary>
    public string Problems { get; private init; } = "";

    public bool Agrees(PeerAnswer other) => (Status, Value) == (other.Status, other.Value);

    public override string ToString() => $"{Status} {Value} {Problems}".TrimEnd();

    /// <summary>Reads our answer: an error is in Google's form, a stream has a result on each line.</summary>
    public static PeerAnswer OfOurs(int status, string body, MediaTypeHeaderValue? type) => status switch
    {
        _ when body.Length == 0 => new(status, "none"),
        200 when type?.MediaType == "application/x-ndjson" => new(status, Lines(body, line => line["result"], Unchanged)),
        200 or 201 => new(status, Canonical(JsonNode.Parse(body), Unchanged)),
        _ => new(status, $"{JsonNode.Parse(body)!["error"]!["status"]}") { Problems = ProblemsOf(JsonNode.Parse(body)!) },
    };

    /// <summary>
    /// Reads the peer's answer: an error is the bare status message, a stream has a message on each line. The peer writes names in
    /// lowerCamelCase, and has no option for it.
    /// </summary>
    public static PeerAnswer OfPeers(int status, string body, MediaTypeHeaderValue? type, bool hasOriginalNames) => status switch
    {
        200 when body.Length == 0 => new(status, "none"),
        200 => new(status, Lines(body, line => line, hasOriginalNames ? JsonNamingPolicy.SnakeCaseLower.ConvertName : Unchanged)),
        _ when type?.MediaType != "application/json" => new(status, "none"),
        _ => new(status, NameOf((int)JsonNode.Parse(body)!["code"]!)),
    };

    private static string ProblemsOf(JsonNode body) => string.Join(
        ' ',
        body["error"]!["details"]!.AsArray()
            .SelectMany(detail => detail!["fieldViolations"]?.AsArray() ?? [])
            .Select(violation => (string)violation!["description"]!));

    private static string NameOf(int code) => JsonNamingPolicy.SnakeCaseUpper.ConvertName($"{(Google.Rpc.Code)code}");

    private static string Unchanged(string name) => name;

    private static string Lines(string body, Func<JsonNode, JsonNode?> select, Func<string, string> nameOf) => string.Join(
        '\n',
        body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Canonical(select(JsonNode.Parse(line)!), nameOf)));

    // Objects have no order, and 1.0 is 1.
    private static string Canonical(JsonNode? node, Func<string, string> nameOf) => node switch
    {
        null => "null",
        JsonObject value => $"{{{string.Join(',', value
            .OrderBy(member => nameOf(member.Key), StringComparer.Ordinal)
            .Select(member => $"{nameOf(member.Key)}:{Canonical(member.Value, nameOf)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(item => Canonical(item, nameOf)))}]",
        JsonValue value when value.GetValueKind() == JsonValueKind.Number =>
            value.GetValue<double>().ToString("R", CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(node),
    };
}
