using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Wire;

/// <summary>
/// What the server logs, however a call ends: no name, e-mail address or token. Each call here carries some that are easy to find.
/// </summary>
internal sealed partial class LogTests
{
    private const string Name = "Zebedee Quagmire";
    private const string Email = "zebedee.quagmire@secret.example";
    private const string Token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ6ZWJlZGVlIn0.c2VjcmV0";
    private const string Service = "/userservice.UserService";

    [TestCase("Information")]
    [TestCase("Debug")]
    public async Task No_name_address_or_token_is_in_the_log(string level)
    {
        await using var server = await WireServer.StartAsync(
            Wire.Service.Users,
            ("Logging__LogLevel__Default", level),
            ("GrpcWeb__Enabled", "true"),
            ("Http__Enabled", "true"));
        var answers = new List<string>();

        byte[][] users =
        [
            User(Name, Email), // created
            User(Name, Email), // taken
            User(Name, "zebedee.quagmire at secret.example"), // malformed
            [.. User(Name, Email), 0x0a], // no message
        ];
        foreach (var user in users)
        {
            answers.Add((await CallAsync(server, "CreateUser", user)).ToString());
        }

        answers.Add((await CallAsync(server, "ListUsers", Field(3, $"email = {Email}"))).ToString());
        answers.Add((await CallAsync(server, "ListUsers", Field(3, $"{Email} AND ("))).ToString());
        answers.Add((await CallAsync(server, "ListUsers", Field(2, Token))).ToString());
        answers.Add((await CallAsync(server, "GetUser", Field(1, Email))).ToString());
        answers.Add((await CallAsync(server, "Nothing", Field(1, Email))).ToString());
        answers.Add((await CallAsync(server, "GetUser", Field(1, Email), ("x-bin", Token + "!"))).ToString());
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        answers.Add(await StatusAsync(http.PostAsJsonAsync(new Uri("/v1/users", UriKind.Relative), new { name = Name, email = Email })));
        answers.Add(await StatusAsync(http.PostAsJsonAsync(new Uri("/v1/users", UriKind.Relative), new { nam = Name, email = Email })));
        answers.Add(await StatusAsync(http.GetAsync(new Uri($"/v1/users?filter={Uri.EscapeDataString(Email)}", UriKind.Relative))));

        answers.Should().Equal(
            "Ok", "AlreadyExists", "InvalidArgument", "Internal", "Ok", "InvalidArgument", "InvalidArgument", "NotFound", "Unimplemented",
            "InvalidArgument", "Conflict", "BadRequest", "OK");
        server.Output.Should().Contain(line => line.Contains("listens on port"));
        server.Output.Where(line => Secret().IsMatch(line)).Should().BeEmpty();
    }

    private static byte[] Field(int number, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        return [(byte)((number << 3) | 2), (byte)bytes.Length, .. bytes];
    }

    private static byte[] User(string name, string email) => [.. Field(1, name), .. Field(2, email)];

    private static Task<Http2.WireAnswer> CallAsync(
        WireServer server, string method, byte[] message, params (string Name, string? Value)[] headers) => server.CallAsync(
        WireServer.HeadersOf($"{Service}/{method}", [("authorization", $"Bearer {Token}"), .. headers]), WireServer.Message(message));

    private static async Task<string> StatusAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;

        return answer.StatusCode == HttpStatusCode.OK ? "OK" : answer.StatusCode.ToString();
    }

    [GeneratedRegex("zebedee|quagmire|eyJ", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();
}
