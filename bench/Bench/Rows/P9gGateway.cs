using CodeFirst.Bench.Load;
using CodeFirst.Bench.Measuring;
using CodeFirst.Bench.Peers;
using CodeFirst.Bench.Processes;
using CodeFirst.Bench.Results;
using CodeFirst.Tests.Infrastructure;

namespace CodeFirst.Bench.Rows;

/// <summary>JSON in front of the service, against a gateway that is written by hand, and against Microsoft's transcoder.</summary>
internal sealed class P9gGateway : Row
{
    private const int Gets = 20_000;
    private const int Lists = 4_000;

    public override string Id => "P9G";

    public override string Title => "JSON in front of the service";

    public override string Method =>
        "CPU of the gateway alone for each request, HTTP/1.1, h2load, 10 connections; against a native gateway that is written by hand, in "
        + "front of the same service with 5 k users. GET in front and in the service against Microsoft's JSON transcoding, JIT, with the "
        + "users in memory.";

    public override async Task MeasureAsync(Lab lab, RowResult result)
    {
        var users = lab.Size(5_000);
        await using var service = await lab.ServeAsync(await lab.Data.ReadOnlyAsync(users));
        await using var gateway = await GatewayAsync(lab, service);
        await using var byHand = await Lab.StartAsync(lab.Programs.Native("HandGateway", $"--service={service.Address}"));
        await using var transcoder = await Lab.StartAsync(Programs.Jit("JsonTranscoding", $"--users={users}"));
        var user = $"/v1/users/{SampleData.UserId(0)}";
        const string page = "/v1/users?page_size=100";
        await Answers.CheckAlikeAsync(gateway, user, byHand, user);
        await Answers.CheckAlikeAsync(gateway, page, byHand, page);

        var series = await lab.InterleaveAsync(
            () => P9Json.GetAsync(lab, gateway, user, Gets, H2Load.Http1),
            () => P9Json.GetAsync(lab, byHand, user, Gets, H2Load.Http1),
            () => P9Json.GetAsync(lab, gateway, page, Lists, H2Load.Http1),
            () => P9Json.GetAsync(lab, byHand, page, Lists, H2Load.Http1),
            () => P9Json.GetAsync(lab, service, user, Gets, H2Load.Http1),
            () => P9Json.GetAsync(lab, transcoder, user, Gets, H2Load.Http1));
        result.Add("GET, gateway", "µs", series[0]);
        result.Add("GET, gateway by hand", "µs", series[1]);
        result.Add("list of 100, gateway", "µs", series[2]);
        result.Add("list of 100, gateway by hand", "µs", series[3]);
        result.Add("GET, in the service", "µs", series[4]);
        result.Add("GET, JSON transcoding, JIT, from memory", "µs", series[5]);
        result.AddTarget("GET", series[0].DividedBy(series[1]).Median, 1.15);
        result.AddTarget("list of 100", series[2].DividedBy(series[3]).Median, 1.0);
        result.AddTarget("GET in front / JSON transcoding", series[0].DividedBy(series[5]).Median, 0.5);
        result.AddTarget("GET in the service / JSON transcoding", series[4].DividedBy(series[5]).Median, 0.5);
        result.Notes.Add(
            "The gateway makes a gRPC call for each request. The transcoder is in the service and makes none. The figure in front includes "
            + "the processor time of that call.");
        result.Notes.Add(
            "Profile of a GET, gateway and by hand: the kernel 32 and 48 %, .NET 22 and 18 %, HttpClient 10 and 9 %, the runtime 8 and 6 %, "
            + "ASP.NET Core 6 and 6 %, the collector 5 and 2 %, grpc-dotnet 4 and 4 %, routes 3 %, retries 1 %. No part stands out. The gateway "
            + "has deadlines, retries, limits and trace headers, which the one by hand has not, and it gives the collector less memory.");
    }

    private static Task<ServerProcess> GatewayAsync(Lab lab, ServerProcess service) => Lab.StartAsync(
        lab.Programs.Gateway,
        ("USER_SERVICE_URL", $"127.0.0.1:{service.Port}"), ("INSECURE", "true"), ("RateLimit__RequestsPerSecond", "0"));
}
