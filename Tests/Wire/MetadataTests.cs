namespace CodeFirst.Tests.Wire;

/// <summary>Row 9 of docs/reliability.md.</summary>
internal sealed class MetadataTests(Service service) : WireTests(service)
{
    [TestCase(30_000)]
    public async Task Metadata_within_the_limit_is_accepted(int bytes)
    {
        var answer = await Server.CallAsync(Server.Headers(("x-large", new string('a', bytes))));

        answer.ToString().Should().Be("NotFound");
    }

    [TestCase(33_000)]
    [TestCase(40_000)]
    [TestCase(200_000)]
    public async Task More_metadata_fails_one_call_with_a_reason(int bytes)
    {
        using var connection = await Server.OpenAsync();

        var answer = await Server.CallAsync(connection, Server.Headers(("x-large", new string('a', bytes))));

        (answer.Http, answer.ToString(), answer.Reason).Should().Be((200, "ResourceExhausted", "RESOURCE_EXHAUSTED"));
        answer.Message.Should().Be("The metadata of a call must not exceed 32768 bytes.");
        await AlsoServesAsync(connection);
    }

    [Test]
    public async Task Many_entries_count_32_bytes_each()
    {
        using var connection = await Server.OpenAsync();

        var some = await Server.CallAsync(connection, Server.Headers([.. Entries(500)]));
        var many = await Server.CallAsync(connection, Server.Headers([.. Entries(1_000)]));

        some.ToString().Should().Be("NotFound");
        many.ToString().Should().Be("ResourceExhausted");
        await AlsoServesAsync(connection);
    }

    [Test]
    public async Task A_route_answers_431()
    {
        using var connection = await Server.OpenAsync();
        (string, string)[] headers =
        [
            (":method", "GET"), (":scheme", "http"), (":path", Server.HttpPath), (":authority", "localhost"),
            ("x", new string('a', 40_000)),
        ];

        var answer = await Server.CallAsync(connection, headers);

        answer.ToString().Should().Be("HTTP 431");
        await AlsoServesAsync(connection);
    }

    [Test]
    public async Task Metadata_that_nobody_would_send_ends_the_connection()
    {
        using var connection = await Server.OpenAsync();

        var answer = await Server.CallAsync(connection, Server.Headers(("x-large", new string('a', 600_000))));

        answer.ToString().Should().BeOneOf("GOAWAY ProtocolError", "GOAWAY CompressionError", "closed");
    }

    private static IEnumerable<(string, string?)> Entries(int count) => Enumerable.Range(0, count).Select(i => ($"x-{i}", (string?)"1"));
}
