using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Grpc.Health.V1;

namespace CodeFirst.Tests.Functional.Hosting;

public sealed class TelemetryTests
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(6);

    [Test]
    public async Task Traces_and_metrics_of_a_call_have_arrived_when_the_server_has_stopped()
    {
        await using var collector = await FakeCollector.StartAsync();
        await using var server = await BuiltServer.StartAsync(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });

        await CheckHealthAsync(server);
        server.SendTerminate();

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(0);
        collector.Received("/v1/traces").Should().Contain("codefirst-server").And.Contain("grpc.health.v1.Health/Check");
        collector.Received("/v1/metrics").Should().Contain("http.server.request.duration").And.Contain("dotnet.gc.collections");
    }

    [Test]
    public async Task A_collector_that_does_not_answer_leaves_time_to_stop()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var server = await BuiltServer.StartAsync(new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://{silent.LocalEndpoint}",
        });

        await CheckHealthAsync(server);
        var start = Stopwatch.GetTimestamp();
        server.SendTerminate();

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(0);
        Stopwatch.GetElapsedTime(start).Should().BeLessThan(StopLimit);
    }

    private static async Task CheckHealthAsync(ServerProcess server)
    {
        using var channel = server.Connect();
        await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest());
    }
}
