using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using CodeFirst.Mcp;
using CodeFirst.Mcp.Calls;
using CodeFirst.Mcp.Protocol;
using CodeFirst.Mcp.Tools;
using CodeFirst.Mcp.Transports;
using CodeFirst.Tests.Functional.Transcoding.Zoo;
using CodeFirst.Transcoding;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CodeFirst.Tests.Functional.Mcp;

/// <summary>The protocol over two streams, line by line.</summary>
public sealed class StdioTransportTests
{
    private ToolHost _service = null!;
    private GrpcChannel _channel = null!;
    private IHost _program = null!;
    private Pipe _input = null!;
    private Pipe _output = null!;
    private StreamReader _lines = null!;
    private StdioTransport _transport = null!;
    private Task _running = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _service = await ToolHost.StartAsync();
        _channel = GrpcChannel.ForAddress(_service.Service);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddTranscoding(options => options.DescriptorSets.Add(LibraryHost.DescriptorSet()));
        builder.Services.AddMcpTools(_ => { });
        _program = builder.Build();
        var options = new McpToolsOptions { MaxRequestBytes = 10_000 };
        options.Methods.Add("library.v1.Library");
        var tools = new ToolSet(JsonMethods.Of(_program.Services, _channel.CreateCallInvoker()), options);
        var server = new ToolServer(
            tools, _program.Services.GetRequiredService<ToolCaller>(), _program.Services.GetRequiredService<ServerIdentity>());
        (_input, _output) = (new Pipe(), new Pipe());
        _lines = new StreamReader(_output.Reader.AsStream());
        _transport = new StdioTransport(server, options, _input.Reader.AsStream(), _output.Writer.AsStream());
        _running = _transport.RunAsync(CancellationToken.None);
    }

    [TearDown]
    public async Task StopAsync()
    {
        _transport.Dispose();
        _lines.Dispose();
        _program.Dispose();
        _channel.Dispose();
        await _service.DisposeAsync();
    }

    [Test]
    public async Task Requests_are_answered_side_by_side_and_in_one_line_each()
    {
        await SendAsync("""{"jsonrpc":"2.0","id":"slow","method":"tools/call","params":{"name":"follow","arguments":{"count":1,"end":"wait"}}}""");
        await _service.Watch.Waiting.Task.WaitAsync(Patience.Limit);
        await SendAsync("\r");
        await SendAsync("""{ "jsonrpc": "2.0", "id": 2, "method": "ping" }""");

        (await ReadAsync())!.ToJsonString().Should().Be("""{"jsonrpc":"2.0","id":2,"result":{}}""");
        await EndAsync();
        await _service.Watch.Ended.Task.WaitAsync(Patience.Limit);
    }

    [Test]
    public async Task A_request_that_is_cancelled_has_no_answer()
    {
        await SendAsync("""{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"follow","arguments":{"count":1,"end":"wait"}}}""");
        await _service.Watch.Waiting.Task.WaitAsync(Patience.Limit);

        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"b"}}""");
        await SendAsync("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"a"}}""");
        await _service.Watch.Ended.Task.WaitAsync(Patience.Limit);
        await SendAsync("""{"jsonrpc":"2.0","id":"c","method":"ping"}""");

        (await ReadAsync())!["id"]!.ToString().Should().Be("c");
        await EndAsync();
    }

    [Test]
    public async Task Progress_comes_before_the_answer()
    {
        await SendAsync(
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"follow","arguments":{"count":1},"_meta":{"progressToken":"t"}}}""");

        var progress = await ReadAsync();
        var answer = await ReadAsync();

        progress!.ToJsonString().Should().Be(
            """{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1,"message":"1 message so far"}}""");
        answer!["result"]!["structuredContent"]!["is_complete"]!.GetValue<bool>().Should().BeTrue();
        await EndAsync();
    }

    [Test]
    public async Task A_line_that_is_no_message_is_an_error_and_the_next_one_is_read()
    {
        await SendAsync("hello");
        await SendAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");

        var answers = new[] { await ReadAsync(), await ReadAsync() };

        answers.Select(answer => (int?)answer!["error"]?["code"]).Should().BeEquivalentTo([-32700, (int?)null]);
        await EndAsync();
    }

    [Test]
    public async Task A_line_over_the_limit_ends_the_server()
    {
        await _input.Writer.WriteAsync(new byte[20_000]);

        await FluentActions.Awaiting(() => _running.WaitAsync(Patience.Limit)).Should().ThrowAsync<InvalidDataException>()
            .WithMessage("A message is longer than McpToolsOptions.MaxRequestBytes, 10000 bytes.");
    }

    private async Task SendAsync(string line) => await _input.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));

    private async Task<JsonNode?> ReadAsync() => JsonNode.Parse((await _lines.ReadLineAsync().WaitAsync(Patience.Limit))!);

    private async Task EndAsync()
    {
        await _input.Writer.CompleteAsync();
        await _running.WaitAsync(Patience.Limit);
    }
}
