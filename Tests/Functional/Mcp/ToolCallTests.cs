using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace CodeFirst.Tests.Functional.Mcp;

[TestFixture(false, TestName = "In the service")]
[TestFixture(true, TestName = "In front of the service")]
public sealed class ToolCallTests(bool inFront)
{
    private ToolHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ToolHost.StartAsync(inFront);

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task An_answer_is_structured_and_text()
    {
        var result = await _host.CallAsync("read_book", new { name = "shelves/1/books/2" });

        result.IsError.Should().NotBe(true);
        TextOf(result).Should().Be("""{"name":"shelves/1/books/2","title":"\u003cA \u0026 B\u003e","pages":"9007199254740993","etag":"\"1\""}""");
        JsonElement.DeepEquals(result.StructuredContent!.Value, JsonDocument.Parse(TextOf(result)).RootElement).Should().BeTrue();
    }

    [Test]
    public async Task Nested_messages_are_arguments()
    {
        var result = await _host.CallAsync("create_book", new { shelf = "1", book = new { name = "ä", pages = 7 }, request_id = "r" });

        TextOf(result).Should().Be("""{"name":"1 ä","pages":"7","etag":"r"}""");
    }

    [Test]
    public async Task Arguments_of_another_form_are_all_named_with_what_to_do()
    {
        var result = await _host.CallAsync("create_book", new { shelf = 1, book = new { pages = "many" }, colour = "red" });

        result.IsError.Should().BeTrue();
        TextOf(result).Should().StartWith("INVALID_ARGUMENT (INVALID_FIELDS): ").And.Contain("\n- shelf: ").And.Contain("\n- book.pages: ")
            .And.Contain("\n- colour: ").And.EndWith("\nCorrect the arguments, and call again.");
    }

    [Test]
    public async Task Violations_of_the_service_are_named()
    {
        var result = await _host.CallAsync("fail", new { how = "invalid" });

        TextOf(result).Should().Contain("\n- title: Must not be <empty>.").And.EndWith("Correct the arguments, and call again.");
    }

    [TestCase("missing", "NOT_FOUND (BOOK_NOT_FOUND): ", "Check the arguments that identify it; the same call fails again.")]
    [TestCase("away", "UNAVAILABLE (SHUT): Shut.", "Call again in 2 s. It may have been done: check that before you call again.")]
    public async Task An_error_says_its_reason_and_what_to_do(string how, string start, string end)
    {
        var result = await _host.CallAsync("fail", new { how });

        result.IsError.Should().BeTrue();
        result.StructuredContent.Should().BeNull();
        TextOf(result).Should().StartWith(start).And.EndWith(end);
    }

    [Test]
    public async Task What_fails_inside_stays_inside()
    {
        var result = await _host.CallAsync("fail", new { how = "bug" });
        _host.Log.Lines.Clear();

        result.IsError.Should().BeTrue();
        TextOf(result).Should().StartWith("INTERNAL: The service failed.").And.NotContain("secret");
    }

    [Test]
    public async Task The_deadline_reaches_the_method()
    {
        await using var host = await ToolHost.StartAsync(inFront, options => options.Deadline = TimeSpan.FromSeconds(1));

        var said = await _host.CallAsync("describe");
        var late = await host.CallAsync("describe", new { pause_ms = 60_000 });

        TextOf(said).Should().Contain("deadline=some");
        TextOf(late).Should().StartWith("DEADLINE_EXCEEDED");
    }

    [Test]
    public async Task The_token_of_the_caller_reaches_the_method_and_other_headers_do_not()
    {
        var client = await _host.ConnectAsync(("Authorization", "Bearer t0ken"), ("X-Other", "other"));

        var result = await client.CallToolAsync("describe");

        TextOf(result).Should().Contain("authorization=Bearer t0ken").And.NotContain("x-other").And.NotContain("mcp-");
    }

    [Test]
    public async Task A_tool_that_is_not_there_is_an_error_of_the_protocol()
    {
        var call = () => _host.CallAsync("burn_book");

        (await call.Should().ThrowAsync<McpProtocolException>()).Which.ErrorCode.Should().Be(McpErrorCode.InvalidParams);
    }

    [Test]
    public async Task Cancelling_reaches_the_method()
    {
        await using var host = await ToolHost.StartAsync(inFront, options => options.MaxStreamTime = TimeSpan.FromMinutes(5));
        var client = await host.ConnectAsync();
        using var cancellation = new CancellationTokenSource();

        var call = client.CallToolAsync("follow", ToolHost.Arguments(new { count = 1, end = "wait" }), cancellationToken: cancellation.Token);
        await host.Watch.Waiting.Task.WaitAsync(Patience.Limit);
        await cancellation.CancelAsync();

        (await FluentActions.Awaiting(() => call.AsTask()).Should().ThrowAsync<OperationCanceledException>()).Which.Should().NotBeNull();
        await host.Watch.Ended.Task.WaitAsync(Patience.Limit);
    }

    internal static string TextOf(CallToolResult result) => ((TextContentBlock)result.Content[0]).Text;
}
