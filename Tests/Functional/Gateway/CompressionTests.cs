using System.IO.Compression;
using System.Text.Json.Nodes;
using CodeFirst.Contracts;

namespace CodeFirst.Tests.Functional.Gateway;

public sealed class CompressionTests : FakeServiceTests
{
    [TestCase("gzip")]
    [TestCase("br")]
    public async Task A_large_list_is_compressed(string encoding)
    {
        var users = Enumerable.Range(0, 200).Select(i => Alice with { Id = $"user-{i}" }).ToList();
        Service.Behaviour = context => FakeUserService.AnswerAsync(context, [new ListUsersResponse { Users = users }]);

        var response = await SendAsync("/v1/users", encoding);

        response.Content.Headers.ContentEncoding.Should().Equal(encoding);
        response.Headers.Vary.Should().Contain("Accept-Encoding");
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream plain = encoding == "br"
            ? new BrotliStream(body, CompressionMode.Decompress)
            : new GZipStream(body, CompressionMode.Decompress);
        (await JsonNode.ParseAsync(plain))!["users"]!.AsArray().Should().HaveCount(200);
    }

    [Test]
    public async Task A_small_answer_is_sent_as_it_is()
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(context, [Alice]);

        var response = await SendAsync("/v1/users/1", "gzip");

        response.Content.Headers.ContentEncoding.Should().BeEmpty();
        (await response.Content.ReadAsStringAsync()).Should().StartWith("{\"id\":\"1\"");
    }

    [Test]
    public async Task A_stream_is_sent_as_it_is()
    {
        Service.Behaviour = context => FakeUserService.AnswerAsync(
            context,
            context.Request.Path.Value!.EndsWith("GetUser", StringComparison.Ordinal) ? [Alice] : [new ActivityEvent { Sequence = 1 }]);

        (await SendAsync("/v1/users/1/activity", "gzip")).Content.Headers.ContentEncoding.Should().BeEmpty();
    }

    private Task<HttpResponseMessage> SendAsync(string path, string encoding)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd(encoding);

        return Http.SendAsync(request);
    }
}
