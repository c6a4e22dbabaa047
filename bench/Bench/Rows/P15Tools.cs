using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Results;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>Tools for agents: a call, and the list of many.</summary>
internal sealed class P15Tools : Row
{
    private const int Calls = 10_000;
    private const int Methods = 300;

    private const string List = """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""";

    private static readonly string User = SampleData.UserId(0);

    private static readonly string Call =
        $$$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_user","arguments":{"id":"{{{{User}}}}"}}}""";

    public override string Id => "P15";

    public override string Title => "Tools for agents";

    public override string Method =>
        "CPU of the server for each tools/call of get_user against GET /v1/users/{id} of the same process, over HTTP/1.1, h2load, 10 "
        + "connections, a request at a time on each. tools/list: from the request to the whole answer with 300 tools, one at a time.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        await MeasureCallsAsync(lab, result);
        await MeasureListAsync(lab, result);
    }

    private static async Task MeasureCallsAsync(Lab lab, RowResult result)
    {
        var calls = lab.Count(Calls);
        await using var server = await Lab.ServeAsync(
            lab.Programs.Native("Endpoints"), await lab.Data.ReadOnlyAsync(lab.Size(5_000)), ("Mcp__Enabled", "true"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var answer = (await PostAsync(http, server, Call))["result"]!;
        if (answer["structuredContent"]?["id"]?.GetValue<string>() != User)
        {
            throw new InvalidOperationException($"The tool does not answer with the user: {answer.ToJsonString()}");
        }

        var series = await lab.InterleaveAsync(
            () => Lab.CpuAsync(server, calls, () => H2Load.PostAsync(server.Port, "/mcp", Call, calls, H2Load.Http1)),
            () => P9Json.GetAsync(lab, server, $"/v1/users/{User}", Calls, H2Load.Http1));
        result.Add("tools/call of get_user", "µs", series[0]);
        result.Add("GET /v1/users/{id}", "µs", series[1]);
        result.AddTarget("tools/call / the same call over HTTP", series[0].DividedBy(series[1]).Median, 2);
    }

    private static async Task MeasureListAsync(Lab lab, RowResult result)
    {
        var lists = lab.Count(1_000);
        await using var peer = await Lab.StartAsync(lab.Programs.Native("Tools", "--tools=true", lab.ContractOf(Methods)));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var listed = (await PostAsync(http, peer, List))["result"]!["tools"]!.AsArray().Count;
        if (listed != Methods)
        {
            throw new InvalidOperationException($"{listed} tools are listed instead of {Methods}.");
        }

        var series = await lab.InterleaveAsync(async () =>
        {
            var times = new List<double>();
            for (var i = 0; i < lists; i++)
            {
                var watch = Stopwatch.StartNew();
                using var request = new StringContent(List, Encoding.UTF8, "application/json");
                using var response = await http.PostAsync(new Uri($"{peer.Address}/mcp"), request);
                response.EnsureSuccessStatusCode();
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            return new Series(times).Median;
        });
        result.Add("tools/list of 300 methods", "ms", series[0]);
        result.AddTarget("ms for tools/list of 300 methods", series[0].Median, 5);
    }

    private static async Task<JsonNode> PostAsync(HttpClient http, ServerProcess process, string json)
    {
        using var request = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"{process.Address}/mcp"), request);

        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
