using System.Text.Json;
using static CodeFirst.Tests.Functional.Mcp.ToolCallTests;

namespace CodeFirst.Tests.Functional.Mcp;

[TestFixture(false, TestName = "In the service")]
[TestFixture(true, TestName = "In front of the service")]
public sealed class ToolStreamTests(bool inFront)
{
    private ToolHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ToolHost.StartAsync(inFront, options =>
    {
        options.MaxMessages = 3;
        options.MaxPageSize = 40;
        options.MaxAnswerBytes = 400;
        options.MaxStreamTime = TimeSpan.FromSeconds(1);
    });

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_stream_is_collected()
    {
        var result = await _host.CallAsync("follow", new { count = 2 });

        TextOf(result).Should().Be(
            """{"messages":[{"sequence":"1","text":"event 1"},{"sequence":"2","text":"event 2"}],"is_complete":true}""");
    }

    [Test]
    public async Task A_stream_of_exactly_the_limit_is_complete()
    {
        var result = await _host.CallAsync("follow", new { count = 3 });

        result.StructuredContent!.Value.GetProperty("is_complete").GetBoolean().Should().BeTrue();
    }

    [Test]
    public async Task A_longer_stream_says_how_to_go_on()
    {
        var first = (await _host.CallAsync("follow", new { count = 5 })).StructuredContent!.Value;
        var after = first.GetProperty("continue_with").GetProperty("after").GetString();
        var second = (await _host.CallAsync("follow", new { count = 2, after })).StructuredContent!.Value;

        first.GetProperty("messages").GetArrayLength().Should().Be(3);
        first.GetProperty("stopped_because").GetString().Should().Be("MESSAGE_LIMIT");
        second.GetProperty("messages")[0].GetProperty("sequence").GetString().Should().Be("4");
    }

    [Test]
    public async Task A_stream_that_does_not_end_is_answered_after_a_while()
    {
        var result = (await _host.CallAsync("follow", new { count = 2, end = "wait" })).StructuredContent!.Value;

        result.GetProperty("messages").GetArrayLength().Should().Be(2);
        result.GetProperty("stopped_because").GetString().Should().Be("TIME_LIMIT");
    }

    [Test]
    public async Task A_stream_ends_before_the_message_that_would_be_too_much()
    {
        await using var host = await ToolHost.StartAsync(inFront, options => options.MaxAnswerBytes = 80);

        var result = (await host.CallAsync("follow", new { count = 9 })).StructuredContent!.Value;

        result.GetProperty("messages").GetArrayLength().Should().Be(2);
        result.GetProperty("stopped_because").GetString().Should().Be("SIZE_LIMIT");
    }

    [Test]
    public async Task An_error_after_messages_comes_with_them()
    {
        var result = await _host.CallAsync("follow", new { count = 1, end = "missing" });

        result.IsError.Should().BeTrue();
        TextOf(result).Should().StartWith("NOT_FOUND");
        ((ModelContextProtocol.Protocol.TextContentBlock)result.Content[1]).Text.Should().Be(
            """{"messages":[{"sequence":"1","text":"event 1"}],"is_complete":false,"continue_with":{"after":"1"}}""");
    }

    // The client stops listening for progress when it has the answer, so this reads what was sent.
    [Test]
    public async Task Progress_is_told_with_each_message()
    {
        using var response = await ToolRequest.PostAsync(
            _host,
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"follow","arguments":{"count":2},"_meta":{"progressToken":7}}}""");

        var told = (await response.Content.ReadAsStringAsync()).Split('\n').Where(line => line.Contains("notifications/progress", StringComparison.Ordinal));

        told.Should().SatisfyRespectively(
            first => first.Should().Contain("\"progressToken\":7").And.Contain("\"message\":\"1 message so far\""),
            second => second.Should().Contain("\"message\":\"2 messages so far\""));
    }

    [Test]
    public async Task Messages_to_send_are_an_array()
    {
        var result = await _host.CallAsync("add_books", new { messages = new[] { new { shelf = "1", title = "a" }, new { shelf = "2", title = "b" } } });

        TextOf(result).Should().Be("""{"text":"1/a 2/b"}""");
    }

    [Test]
    public async Task A_bad_message_is_named_by_its_number()
    {
        var result = await _host.CallAsync("add_books", new { messages = new object[] { new { shelf = "1" }, new { shelf = 2 } } });

        result.IsError.Should().BeTrue();
        TextOf(result).Should().Contain("Message 2: shelf: ");
    }

    [Test]
    public async Task Messages_go_both_ways()
    {
        var result = await _host.CallAsync("chat", new { messages = new[] { new { room = "1", text = "twice" } } });

        TextOf(result).Should().Be(
            """{"messages":[{"room":"1","text":"re: twice"},{"room":"1","text":"re: twice"}],"is_complete":true}""");
    }

    [Test]
    public async Task A_page_is_as_large_as_an_answer_may_be()
    {
        var result = (await _host.CallAsync("list_books", new { shelf = "1", page_size = 1000 })).StructuredContent!.Value;

        JsonSerializer.Serialize(result).Length.Should().BeLessThan(400);
        result.GetProperty("books").GetArrayLength().Should().BeInRange(5, 30);
        result.GetProperty("next_page_token").GetString().Should().Be("a&b");
    }

    [Test]
    public async Task A_page_has_a_size_if_none_is_asked_for()
    {
        await using var host = await ToolHost.StartAsync(inFront, options => options.MaxPageSize = 7);

        var result = (await host.CallAsync("list_books", new { shelf = "1" })).StructuredContent!.Value;
        var refused = await host.CallAsync("list_books", new { shelf = "1", page_size = "x" });

        result.GetProperty("books").GetArrayLength().Should().Be(7);
        TextOf(refused).Should().Contain("\n- page_size: ");
    }

    [Test]
    public async Task An_answer_that_cannot_be_smaller_is_refused_whole()
    {
        var result = await _host.CallAsync("get_file", new { name = new string('x', 500) });

        result.IsError.Should().BeTrue();
        TextOf(result).Should().StartWith("ANSWER_TOO_LARGE: ").And.Contain("at most 400");
    }
}
