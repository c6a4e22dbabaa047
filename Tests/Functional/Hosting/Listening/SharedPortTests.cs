using System.Net;
using System.Net.Sockets;
using System.Text;
using CodeFirst.Hosting.Listening;
using CodeFirst.Tests.Functional.Calls;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CodeFirst.Tests.Functional.Hosting.Listening;

public sealed class SharedPortTests
{
    private const string Http1Request = "GET /protocol HTTP/1.1\r\nHost: a\r\n\r\n";

    private static readonly byte[] Http2Settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];

    [Test]
    public async Task Both_protocols_are_served_at_once_on_one_port()
    {
        await using var host = await ListeningHost.StartAsync();
        using var http = new HttpClient();
        using var channel = host.Connect();
        var health = new Health.HealthClient(channel);

        var pages = Enumerable.Range(0, 200).Select(_ => host.GetAsync(http, "/protocol", HttpVersion.Version11));
        var pages2 = Enumerable.Range(0, 200).Select(_ => host.GetAsync(http, "/protocol", HttpVersion.Version20));
        var calls = Enumerable.Range(0, 200).Select(async _ => await health.CheckAsync(new HealthCheckRequest()));

        (await Task.WhenAll(pages)).Should().OnlyContain(protocol => protocol == "HTTP/1.1");
        (await Task.WhenAll(pages2)).Should().OnlyContain(protocol => protocol == "HTTP/2");
        (await Task.WhenAll(calls)).Should().OnlyContain(answer => answer.Status == HealthCheckResponse.Types.ServingStatus.Serving);
        host.Warnings.Should().BeEmpty();
    }

    [Test]
    public async Task The_server_lists_the_port_that_was_free_once()
    {
        await using var host = await ListeningHost.StartAsync();

        var addresses = host.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

        addresses.Should().Equal($"http://[::]:{host.Port}");
        host.App.Urls.Should().Equal(addresses);
        host.Port.Should().BePositive();
    }

    [TestCase("127.0.0.1")]
    [TestCase("::1")]
    public async Task Both_address_families_are_served(string address)
    {
        await using var host = await ListeningHost.StartAsync();
        using var client = await RawClient.ConnectAsync(host.Port, IPAddress.Parse(address));

        await client.SendAsync(Http1Request);

        Encoding.ASCII.GetString(await client.ReceiveAsync()).Should().StartWith("HTTP/1.1 200 OK");
    }

    [Test]
    public async Task A_call_over_HTTP_1_1_is_told_that_it_needs_HTTP_2()
    {
        await using var host = await ListeningHost.StartAsync();
        using var http = new RawCaller(new Uri(host.Address));

        var answer = await http.SendAsync("/grpc.health.v1.Health/Check", version: HttpVersion.Version11);

        answer.HttpStatus.Should().Be(HttpStatusCode.UpgradeRequired);
        answer.Message.Should().Be("Request protocol 'HTTP/1.1' is not supported.");
    }

    [Test]
    public async Task Slow_bytes_are_waited_for_in_both_protocols()
    {
        await using var host = await ListeningHost.StartAsync();
        using var http1 = await RawClient.ConnectAsync(host.Port);
        using var http2 = await RawClient.ConnectAsync(host.Port);

        foreach (var character in Http1Request)
        {
            await http1.SendAsync($"{character}");
            await Task.Yield();
        }

        foreach (var one in Http2Preface.Bytes.ToArray().Concat(Http2Settings))
        {
            await http2.SendAsync(new[] { one });
            await Task.Yield();
        }

        Encoding.ASCII.GetString(await http1.ReceiveAsync()).Should().StartWith("HTTP/1.1 200 OK");
        (await http2.ReceiveAsync())[3].Should().Be(4, "an HTTP/2 server begins with a SETTINGS frame");
    }

    [Test]
    public async Task Half_a_preface_and_a_close_is_closed_without_a_word()
    {
        await using var host = await ListeningHost.StartAsync();
        using var client = await RawClient.ConnectAsync(host.Port);

        await client.SendAsync(Http2Preface.Bytes[..12].ToArray());
        client.Shutdown();

        (await client.ReceiveAsync()).Should().BeEmpty();
        host.Warnings.Should().BeEmpty();
    }

    [Test]
    public async Task Clients_that_say_too_little_are_cut_off_while_others_are_served()
    {
        await using var host = await ListeningHost.StartAsync(configure: kestrel =>
        {
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(1);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
        });
        using var silent = await RawClient.ConnectAsync(host.Port);
        using var half = await RawClient.ConnectAsync(host.Port);
        await half.SendAsync(Http2Preface.Bytes[..12].ToArray());
        using var http = new HttpClient();

        (await host.GetAsync(http, "/protocol", HttpVersion.Version11)).Should().Be("HTTP/1.1");

        (await silent.ReceiveAsync()).Should().BeEmpty();
        (await half.ReceiveAsync()).Should().BeEmpty();
        (await host.GetAsync(http, "/protocol", HttpVersion.Version20)).Should().Be("HTTP/2");
    }

    [Test]
    public async Task A_thousand_connections_at_once_are_all_served()
    {
        await using var host = await ListeningHost.StartAsync();

        var clients = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => RawClient.ConnectAsync(host.Port)));
        await Task.WhenAll(clients.Select((client, i) => i % 2 == 0
            ? client.SendAsync(Http1Request)
            : client.SendAsync((byte[])[.. Http2Preface.Bytes, .. Http2Settings])));
        var answers = await Task.WhenAll(clients.Select(client => client.ReceiveAsync()));

        answers.Where((_, i) => i % 2 == 0).Should().OnlyContain(answer => Encoding.ASCII.GetString(answer).StartsWith("HTTP/1.1 200"));
        answers.Where((_, i) => i % 2 == 1).Should().OnlyContain(answer => answer.Length > 9 && answer[3] == 4);
        foreach (var client in clients)
        {
            client.Dispose();
        }
    }

    [Test]
    public async Task The_limit_of_connections_counts_both_protocols_and_silent_clients()
    {
        await using var host = await ListeningHost.StartAsync(configure: kestrel => kestrel.Limits.MaxConcurrentConnections = 3);
        using var http1 = await RawClient.ConnectAsync(host.Port);
        using var http2 = await RawClient.ConnectAsync(host.Port);
        await http1.SendAsync(Http1Request);
        await http2.SendAsync((byte[])[.. Http2Preface.Bytes, .. Http2Settings]);
        (await http1.ReceiveAsync()).Should().NotBeEmpty();
        (await http2.ReceiveAsync()).Should().NotBeEmpty();
        using var silent = await RawClient.ConnectAsync(host.Port);

        using var rejected = await RawClient.ConnectAsync(host.Port);
        (await rejected.ReceiveAsync()).Should().BeEmpty();
        http1.Dispose();

        await WaitUntilServedAsync(host);
        host.Warnings.Should().Contain(line => line.Contains("rejected"));
    }

    [Test]
    public async Task A_stop_lets_calls_in_flight_finish_and_closes_silent_clients()
    {
        await using var host = await ListeningHost.StartAsync();
        using var silent = await RawClient.ConnectAsync(host.Port);
        using var half = await RawClient.ConnectAsync(host.Port);
        await half.SendAsync(Http2Preface.Bytes[..12].ToArray());
        using var idle = await RawClient.ConnectAsync(host.Port);
        await idle.SendAsync(Http1Request);
        await idle.ReceiveAsync();
        using var channel = host.Connect();
        using var watch = new Health.HealthClient(channel).Watch(new HealthCheckRequest());
        await watch.ResponseStream.MoveNext();

        var stop = host.App.StopAsync();

        (await silent.ReceiveAsync()).Should().BeEmpty();
        (await half.ReceiveAsync()).Should().BeEmpty();
        (await idle.ReceiveAsync()).Should().BeEmpty();
        while (await watch.ResponseStream.MoveNext())
        {
            // Health says NOT_SERVING, and ends.
        }

        watch.GetStatus().StatusCode.Should().Be(StatusCode.OK);
        await stop.WaitAsync(Patience.Limit);
        var connect = () => RawClient.ConnectAsync(host.Port);
        await connect.Should().ThrowAsync<SocketException>();
        host.Warnings.Should().BeEmpty();
    }

    [TestCase(HttpProtocols.Http1)]
    [TestCase(HttpProtocols.Http2)]
    public async Task One_protocol_can_be_chosen(HttpProtocols protocol)
    {
        await using var host = await ListeningHost.StartAsync(protocols: protocol);
        using var http = new HttpClient();
        var (served, other) = protocol == HttpProtocols.Http1
            ? (HttpVersion.Version11, HttpVersion.Version20)
            : (HttpVersion.Version20, HttpVersion.Version11);

        var refused = () => host.GetAsync(http, "/protocol", other);

        (await host.GetAsync(http, "/protocol", served)).Should().StartWith("HTTP/");
        await refused.Should().ThrowAsync<Exception>();
    }

    [Test]
    public async Task A_Unix_socket_beside_the_port_works()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.sock");
        await using var host = await ListeningHost.StartAsync(configure: kestrel => kestrel.ListenUnixSocket(path));
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(
                    AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });

        (await http.GetStringAsync(new Uri("http://localhost/protocol"))).Should().Be("HTTP/1.1");
    }

    [Test]
    public async Task A_port_in_use_fails_the_start_as_it_does_with_one_protocol()
    {
        await using var host = await ListeningHost.StartAsync();

        var start = () => ListeningHost.StartAsync(new() { ["PORT"] = $"{host.Port}" });

        (await start.Should().ThrowAsync<IOException>()).WithInnerException<Microsoft.AspNetCore.Connections.AddressInUseException>();
    }

    private static async Task WaitUntilServedAsync(ListeningHost host)
    {
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (true)
        {
            patience.Token.ThrowIfCancellationRequested();
            using var client = await RawClient.ConnectAsync(host.Port);
            await client.SendAsync(Http1Request);
            if ((await client.ReceiveAsync()).Length > 0)
            {
                return;
            }
        }
    }
}
