using System.Text.RegularExpressions;

namespace CodeFirst.Tests.Functional.Mcp;

/// <summary>The requests in docs/agents.md, sent as they are written there.</summary>
public sealed partial class AgentsDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "agents.md"));

    [Test]
    public async Task The_requests_list_the_tools_and_create_a_user()
    {
        await using var server = new ServerFixture(new Dictionary<string, string> { ["Mcp:Enabled"] = "true" });
        using var http = new HttpClient();
        var answers = new List<string>();

        foreach (Match request in Request().Matches(Document))
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/mcp"));
            message.Content = new StringContent(request.Groups["body"].Value, System.Text.Encoding.UTF8, "application/json");
            message.Headers.Accept.ParseAdd(request.Groups["accept"].Value);
            using var response = await http.SendAsync(message);
            response.EnsureSuccessStatusCode();
            answers.Add(await response.Content.ReadAsStringAsync());
        }

        answers.Should().SatisfyRespectively(
            tools => tools.Should().Contain("\"name\":\"create_user\""),
            created => created.Should().Contain("ada@example.com").And.NotContain("isError"));
    }

    [GeneratedRegex(@"curl --silent http://localhost:8080/mcp .*?'Accept: (?<accept>[^']+)'.*?--data '(?<body>[^']+)'", RegexOptions.Singleline)]
    private static partial Regex Request();
}
