using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using CodeFirst.Tests.Functional.Calls;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1;

namespace CodeFirst.Tests.Functional.Hosting;

public sealed class StopTests
{
    private const string HealthCheck = "/grpc.health.v1.Health/Check";

    // Cloud Run kills 10 s after SIGTERM.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    [Test]
    public async Task A_watched_health_ends_with_NOT_SERVING_and_the_server_exits_with_0()
    {
        await using var server = await BuiltServer.StartAsync();
        using var channel = server.Connect();
        using var watch = new Health.HealthClient(channel).Watch(new HealthCheckRequest());
        var statuses = new List<HealthCheckResponse.Types.ServingStatus>();
        await watch.ResponseStream.MoveNext();
        statuses.Add(watch.ResponseStream.Current.Status);

        server.SendTerminate();
        await foreach (var answer in watch.ResponseStream.ReadAllAsync())
        {
            statuses.Add(answer.Status);
        }

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(0);
        statuses[0].Should().Be(HealthCheckResponse.Types.ServingStatus.Serving);
        statuses[^1].Should().Be(HealthCheckResponse.Types.ServingStatus.NotServing);
        server.Errors.Should().BeEmpty();
    }

    [Test]
    public async Task The_connection_stays_while_callers_read_how_their_streams_ended()
    {
        await using var server = await BuiltServer.StartAsync();
        using var channel = server.Connect();
        var health = new Health.HealthClient(channel);
        using var watch = health.Watch(new HealthCheckRequest());
        await watch.ResponseStream.MoveNext();

        server.SendTerminate();
        while (await watch.ResponseStream.MoveNext())
        {
            // What it tells is another test's.
        }

        await Task.Delay(TimeSpan.FromMilliseconds(300)); // without this, also a connection that closes at once answers

        (await health.CheckAsync(new HealthCheckRequest())).Status.Should().Be(HealthCheckResponse.Types.ServingStatus.NotServing);
        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(0);
    }

    [Test]
    public async Task A_call_in_flight_is_finished_while_new_connections_are_refused()
    {
        await using var server = await BuiltServer.StartAsync();
        using var http = new RawCaller(new Uri(server.Address));
        var rest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var slow = new SlowContent(RawCaller.EmptyMessage, rest.Task);
        var call = http.SendAsync(HealthCheck, content: slow);
        await slow.Started;
        await http.SendAsync(HealthCheck); // on the same connection, so the server has seen the slow one when this is answered

        server.SendTerminate();
        await WaitUntilRefusedAsync(new Uri(server.Address));
        rest.SetResult();

        (await call).Status.Should().Be(StatusCode.OK);
        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(0);
        server.LoggedErrors.Should().BeEmpty("a server that is told to stop is no error");
    }

    [Test]
    public async Task A_call_without_an_end_is_cut_off_before_Cloud_Run_kills_the_server()
    {
        await using var server = await BuiltServer.StartAsync();
        using var channel = server.Connect();
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        await call.ResponseStream.MoveNext();
        var start = Stopwatch.GetTimestamp();

        server.SendTerminate();

        (await server.WaitForExitAsync(Patience.Limit)).Should().Be(0);
        Stopwatch.GetElapsedTime(start).Should().BeLessThan(Grace);
        var next = async () => await call.ResponseStream.MoveNext();
        (await next.Should().ThrowAsync<RpcException>()).Which.StatusCode.Should().Be(StatusCode.Unavailable);
    }

    private static async Task WaitUntilRefusedAsync(Uri address)
    {
        using var patience = new CancellationTokenSource(Grace);
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, address.Port, patience.Token);
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
            {
                return;
            }
            catch (SocketException)
            {
                // Reset: it was in the queue when the listener closed.
            }
        }
    }

    /// <summary>Sends the first byte at once and the others when told to.</summary>
    private sealed class SlowContent(byte[] message, Task rest) : HttpContent
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Started => _started.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(message.AsMemory(0, 1));
            await stream.FlushAsync();
            _started.SetResult();
            await rest;
            await stream.WriteAsync(message.AsMemory(1));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
