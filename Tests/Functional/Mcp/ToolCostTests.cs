using System.Diagnostics;
using CodeFirst.Hosting;
using CodeFirst.Mcp;
using CodeFirst.Transcoding;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Field = Google.Protobuf.Reflection.FieldDescriptorProto.Types;

namespace CodeFirst.Tests.Functional.Mcp;

/// <summary>What tools cost. The numbers are printed; the limits only catch what is out of all proportion on a busy machine.</summary>
public sealed class ToolCostTests
{
    private const int Calls = 500;
    private const int Methods = 300;

    [Test]
    public async Task A_call_is_in_proportion_to_the_same_call_over_HTTP()
    {
        await using var host = await ToolHost.StartAsync(
            configure: options => options.MaxRequestsPerMinute = int.MaxValue, use: app => app.MapTranscoding());
        using var http = new HttpClient();
        var route = new Uri(host.Address, "/v1/shelves/1/books/2");
        const string call =
            """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read_book","arguments":{"name":"shelves/1/books/2"}}}""";

        var overHttp = await MedianAsync(() => http.GetAsync(route));
        var asTool = await MedianAsync(() => PostAsync(http, host.Address, call));

        await TestContext.Out.WriteLineAsync(
            $"HTTP/JSON {overHttp.TotalMicroseconds:0} µs, tools/call {asTool.TotalMicroseconds:0} µs: {asTool / overHttp:0.00} times as much.");
        (asTool / overHttp).Should().BeLessThan(50);
    }

    [Test]
    public async Task Listing_300_tools_takes_a_few_milliseconds()
    {
        using var channel = GrpcChannel.ForAddress("http://localhost:1"); // nothing is called
        var builder = WebApplication.CreateSlimBuilder(["--PORT=0"]);
        builder.AddListening(HttpProtocols.Http1AndHttp2);
        builder.Logging.ClearProviders();
        builder.Services.AddTranscoding(options => options.DescriptorSets.Add(LargeContract()));
        builder.AddMcpTools(options =>
        {
            options.MaxRequestsPerMinute = int.MaxValue;
            options.Methods.Add("large.v1.Large");
        });
        await using var app = builder.Build();
        app.MapMcpTools("/mcp", channel);
        await app.StartAsync();
        var address = new UriBuilder(app.Urls.First()) { Host = "localhost", Path = "/mcp" }.Uri;
        using var http = new HttpClient();
        using var first = await PostAsync(http, address, """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        var list = await first.Content.ReadAsStringAsync();

        var time = await MedianAsync(() => PostAsync(http, address, """{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""));

        list.Should().Contain("\"get_thing_299\"");
        await TestContext.Out.WriteLineAsync($"tools/list of {Methods} methods: {time.TotalMilliseconds:0.0} ms, {list.Length / 1024} KiB.");
        time.Should().BeLessThan(TimeSpan.FromMilliseconds(500));
    }

    private static async Task<TimeSpan> MedianAsync(Func<Task<HttpResponseMessage>> send)
    {
        var times = new List<TimeSpan>();
        for (var i = 0; i < Calls; i++)
        {
            var watch = Stopwatch.StartNew();
            using var response = await send();
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
            times.Add(watch.Elapsed);
        }

        times.Sort();

        return times[times.Count / 2];
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient http, Uri address, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");

        return await http.SendAsync(request);
    }

    private static byte[] LargeContract()
    {
        var file = new FileDescriptorProto { Name = "large.proto", Package = "large.v1", Syntax = "proto3" };
        var service = new ServiceDescriptorProto { Name = "Large" };
        for (var i = 0; i < Methods; i++)
        {
            file.MessageType.Add(Message($"Request{i}"));
            file.MessageType.Add(Message($"Response{i}"));
            service.Method.Add(new MethodDescriptorProto
            {
                Name = $"GetThing_{i}",
                InputType = $".large.v1.Request{i}",
                OutputType = $".large.v1.Response{i}",
            });
        }

        file.Service.Add(service);

        return new FileDescriptorSet { File = { file } }.ToByteArray();
    }

    private static DescriptorProto Message(string name) => new()
    {
        Name = name,
        Field =
        {
            new FieldDescriptorProto { Name = "id", Number = 1, Type = Field.Type.String, Label = Field.Label.Optional, JsonName = "id" },
            new FieldDescriptorProto { Name = "size", Number = 2, Type = Field.Type.Int32, Label = Field.Label.Optional, JsonName = "size" },
            new FieldDescriptorProto { Name = "tags", Number = 3, Type = Field.Type.String, Label = Field.Label.Repeated, JsonName = "tags" },
        },
    };
}
