using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodeFirst.Tests.Interop.Peer;

/// <summary>
/// Requests for the routes of the user service. Each has the same answer when it is sent again, as both transcoders get it: those that
/// create have a request id, and those that change set what is there already.
/// </summary>
internal sealed class UserRequests(Random random, IReadOnlyList<string> ids)
{
    private static readonly string[] Filters =
        ["role = admin", "name:ann", "role = \"admin\" AND name:o", "NOT role = admin", "name =", "size > 3", "(", "created_at > \"2020-01-01T00:00:00Z\"", "name:\"&\""];

    private static readonly string[] Values = ["", "a", "Ann", "a b", "ä", "😀", "<&>", "x@y.example", "\u0001", "admin", "100%", "{}"];

    public static IReadOnlyList<string> Names { get; } = ["Ann", "Bob & Co", "Zoë 李雷 🦊", "<b>Tom</b>", "O'Neil \"x\""];

    public IEnumerable<PeerRequest> All =>
    [
        .. ids.Select(id => new PeerRequest("GET", $"/v1/users/{id}")),
        new("GET", "/v1/users/user-unknown"), new("GET", "/v1/users/%20"), new("GET", "/v1/users/a%2Fb"), new("GET", $"/v1/users/{ids[0]}/"),
        new("GET", $"/v1/users/{ids[0]}?id=other"), new("GET", $"/v1/users/{ids[0]}?nothing=1"), new("HEAD", $"/v1/users/{ids[0]}"),
        new("GET", "/v1/users"), new("GET", "/v1/users?pageSize=2"), new("GET", "/v1/users?page_size=2"), new("GET", "/v1/users?pageSize=-1"),
        new("GET", "/v1/users?pageSize=x"), new("GET", "/v1/users?pageSize=2&pageSize=3"), new("GET", "/v1/users?pageToken=x"),
        .. Filters.Select(filter => new PeerRequest("GET", $"/v1/users?filter={Uri.EscapeDataString(filter)}")),
        new("GET", $"/v1/users/{ids[0]}/activity"), new("GET", $"/v1/users/{ids[0]}/activity?afterSequence=1"),
        new("GET", $"/v1/users/{ids[0]}/activity?after_sequence=-1"), new("GET", "/v1/users/user-unknown/activity"),
        new("POST", "/v1/users", Created("Carla", "carla@example.com")), new("POST", "/v1/users", Created("", "nobody")),
        new("POST", "/v1/users", "{}"), new("POST", "/v1/users", "{"), new("POST", "/v1/users", null), new("POST", "/v1/users", """{"name":1}"""),
        new("POST", "/v1/users", """{"nothing":1}"""), new("POST", "/v1/users", "{}", "text/plain"), new("POST", "/v1/users?name=a", "{}"),
        new("PATCH", $"/v1/users/{ids[0]}", $$"""{"name":"{{Names[0]}}"}"""), new("PATCH", $"/v1/users/{ids[0]}", "{}"),
        new("PATCH", $"/v1/users/{ids[0]}", """{"name":""}"""), new("PATCH", $"/v1/users/{ids[0]}", """{"etag":"\"9\"","name":"x"}"""),
        new("PATCH", $"/v1/users/{ids[0]}", """{"id":"other"}"""), new("PATCH", "/v1/users/user-unknown", """{"name":"x"}"""),
        new("DELETE", "/v1/users/user-unknown"), new("DELETE", $"/v1/users/{ids[0]}?etag=%229%22"), new("PUT", $"/v1/users/{ids[0]}", "{}"),
        new("DELETE", "/v1/users"), new("POST", $"/v1/users/{ids[0]}/activity", """{"event_type":""}"""),
    ];

    public PeerRequest Next() => random.Next(7) switch
    {
        0 => new("GET", $"/v1/users/{Id()}"),
        1 => new("GET", $"/v1/users/{Id()}/activity?{Pick("after_sequence", "afterSequence")}={Pick("0", "1", "-1", "x")}"),
        2 => new("DELETE", $"/v1/users/{Uri.EscapeDataString($"unknown{Pick(Values)}")}"),
        3 => new("PATCH", $"/v1/users/user-{random.Next()}", Body("name", "email", "role", "etag")),
        4 or 5 => new("POST", "/v1/users", Body("name", "email", "role", "requestId")),
        _ => new("GET", $"/v1/users?{Query()}"),
    };

    private static string Created(string name, string email) =>
        $$"""{"name":"{{name}}","email":"{{email}}","requestId":"1b4e28ba-2fa1-41d2-883f-0016d3cca427"}""";

    private string Id() => random.Next(3) > 0 ? ids[random.Next(ids.Count)] : Uri.EscapeDataString(Pick([.. Values[1..]]));

    private string Query()
    {
        string[] parameters =
        [
            $"{Pick("pageSize", "page_size")}={Pick("0", "1", "3", "1000", "1001", "-1", "x", "2147483648", "1e1")}",
            $"filter={Uri.EscapeDataString(Pick(Filters))}",
            $"{Pick("pageToken", "page_token")}={Pick("", "x", "AAAA")}",
        ];

        return string.Join('&', parameters.Where(_ => random.Next(2) == 0));
    }

    // At least one field is wrong: the e-mail address is none, or the id of the request.
    private string Body(params string[] fields)
    {
        var body = new JsonObject { ["email"] = "nobody" };
        foreach (var field in fields.Where(field => field != "email" && random.Next(2) == 0))
        {
            body[random.Next(2) == 0 ? field : JsonNamingPolicy.SnakeCaseLower.ConvertName(field)] = Value();
        }

        var text = body.ToJsonString();

        return random.Next(10) == 0 ? text.Remove(random.Next(text.Length), 1) : text;
    }

    private JsonNode? Value() => random.Next(10) == 0 ? JsonNode.Parse(Pick("1", "null", "[]", "{}", "true")) : Pick(Values);

    private string Pick(params string[] choices) => choices[random.Next(choices.Length)];
}
