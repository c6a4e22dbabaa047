using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CodeFirst.Hosting.Listening;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CodeFirst.Tests.Unit.Hosting.Listening;

public sealed class SharedPortTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly byte[] Http1Request = Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\n\r\n");
    private static readonly byte[] Http2Preface = CodeFirst.Hosting.Listening.Http2Preface.Bytes.ToArray();

    private readonly FakeTimeProvider _clock = new();
    private readonly KestrelServerLimits _limits = new();

    [Test]
    public async Task Each_protocol_gets_its_connections_with_all_their_bytes()
    {
        var socket = new FakeSocket();
        var (http1, http2) = await BindAsync(socket);

        var first = socket.Connect();
        var second = socket.Connect();
        await second.SendAsync(Http2Preface);
        await first.SendAsync(Http1Request);

        (await ReadAsync(await AcceptAsync(http1))).Should().Equal(Http1Request);
        (await ReadAsync(await AcceptAsync(http2))).Should().Equal(Http2Preface);
    }

    [Test]
    public async Task A_preface_that_comes_byte_by_byte_is_HTTP_2()
    {
        var socket = new FakeSocket();
        var (_, http2) = await BindAsync(socket);
        var client = socket.Connect();

        foreach (var one in Http2Preface)
        {
            await client.SendAsync(new[] { one });
        }

        (await ReadAsync(await AcceptAsync(http2))).Should().Equal(Http2Preface);
    }

    [Test]
    public async Task Silent_clients_keep_nobody_waiting()
    {
        var socket = new FakeSocket();
        var (http1, _) = await BindAsync(socket);
        var silent = Enumerable.Range(0, 2000).Select(_ => socket.Connect()).ToList();

        await socket.Connect().SendAsync(Http1Request);

        (await ReadAsync(await AcceptAsync(http1))).Should().Equal(Http1Request);
        silent.Should().OnlyContain(client => !client.IsClosed);
    }

    [Test]
    public async Task A_silent_client_is_cut_off_after_the_keep_alive_timeout()
    {
        var socket = new FakeSocket();
        await BindAsync(socket);
        var client = socket.Connect();
        await AcceptedAsync(socket);

        _clock.Advance(_limits.KeepAliveTimeout);
        client.IsClosed.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(1));

        await client.Closed;
    }

    [Test]
    public async Task A_client_that_has_begun_is_cut_off_after_the_timeout_of_headers_however_slowly_it_goes_on()
    {
        var socket = new FakeSocket();
        await BindAsync(socket);
        var client = await socket.ConnectAsync(Http2Preface.AsMemory(0, 1));
        await AcceptedAsync(socket);

        _clock.Advance(_limits.RequestHeadersTimeout);
        client.IsClosed.Should().BeFalse();
        await client.SendAsync(Http2Preface.AsMemory(1, 1));
        _clock.Advance(TimeSpan.FromSeconds(1));

        await client.Closed;
    }

    [Test]
    public async Task A_client_that_leaves_after_half_a_preface_or_nothing_is_forgotten()
    {
        var socket = new FakeSocket();
        await BindAsync(socket);
        var (half, silent, reset) = (socket.Connect(), socket.Connect(), socket.Connect());

        await half.SendAsync(Http2Preface.AsMemory(0, 12));
        half.Shutdown();
        silent.Shutdown();
        reset.Reset();

        await Task.WhenAll(half.Closed, silent.Closed, reset.Closed);
    }

    [Test]
    public async Task The_limit_counts_the_connections_of_both_protocols_and_those_that_have_said_nothing()
    {
        _limits.MaxConcurrentConnections = 3;
        var socket = new FakeSocket();
        var (http1, http2) = await BindAsync(socket);
        await socket.ConnectAsync(Http1Request);
        await socket.ConnectAsync(Http2Preface);
        var silent = socket.Connect();
        var first = await AcceptAsync(http1);
        await AcceptAsync(http2);

        await socket.Connect().Closed;
        silent.IsClosed.Should().BeFalse();
        await first.DisposeAsync();
        await WaitUntilAsync(() => first.ConnectionClosed.IsCancellationRequested);
        await socket.ConnectAsync(Http1Request);

        await AcceptAsync(http1);
    }

    [Test]
    public async Task Nothing_more_is_accepted_while_Kestrel_does_not_take_what_there_is()
    {
        var socket = new FakeSocket();
        var (http1, _) = await BindAsync(socket);

        for (var i = 0; i < 2000; i++)
        {
            await socket.ConnectAsync(Http1Request);
        }

        await WaitUntilAsync(() => socket.Waiting == 2000 - 512);
        for (var i = 0; i < 1000; i++)
        {
            await Task.Yield();
        }

        socket.Waiting.Should().Be(2000 - 512);
        for (var i = 0; i < 2000; i++)
        {
            await AcceptAsync(http1);
        }

        socket.Waiting.Should().Be(0);
    }

    [Test]
    public async Task A_stop_closes_the_undecided_and_hands_out_the_decided_then_ends_both_sides()
    {
        var socket = new FakeSocket();
        var (http1, http2) = await BindAsync(socket);
        var silent = socket.Connect();
        var half = await socket.ConnectAsync(Http2Preface.AsMemory(0, 5));
        await socket.ConnectAsync(Http1Request);
        await AcceptedAsync(socket);

        await Task.WhenAll(http1.UnbindAsync().AsTask(), http2.UnbindAsync().AsTask()).WaitAsync(Soon);

        await Task.WhenAll(silent.Closed, half.Closed);
        (await ReadAsync(await AcceptAsync(http1))).Should().Equal(Http1Request);
        (await http1.AcceptAsync()).Should().BeNull();
        (await http2.AcceptAsync()).Should().BeNull();
        await http1.DisposeAsync();
        await http1.DisposeAsync();
        socket.IsDisposed.Should().BeFalse("the other side may still have connections");
        await http2.DisposeAsync();
        socket.IsDisposed.Should().BeTrue();
    }

    [Test]
    public async Task Both_sides_share_one_socket_and_tell_its_port()
    {
        var socket = new FakeSocket();

        var (http1, http2) = await BindAsync(socket);

        socket.Bound.Should().ContainSingle();
        http1.EndPoint.Should().Be(new IPEndPoint(IPAddress.IPv6Any, 5000)).And.Be(http2.EndPoint);
    }

    [Test]
    public async Task A_machine_without_IPv6_listens_on_IPv4()
    {
        var socket = new FakeSocket { HasIPv6 = false };

        var (http1, http2) = await BindAsync(socket);

        http1.EndPoint.Should().Be(new IPEndPoint(IPAddress.Any, 5000)).And.Be(http2.EndPoint);
    }

    [Test]
    public async Task A_socket_that_fails_fails_both_sides()
    {
        var socket = new FakeSocket();
        var (http1, http2) = await BindAsync(socket);

        socket.Fail(new InvalidOperationException("no socket"));

        foreach (var side in new[] { http1, http2 })
        {
            var accept = async () => await side.AcceptAsync();
            await accept.Should().ThrowAsync<InvalidOperationException>().WithMessage("no socket");
        }
    }

    [Test]
    public void Only_its_own_end_points_are_its()
    {
        var factory = Factory(new FakeSocket());

        factory.CanBind(SharedEndPoint.AnyIP(0).Http1).Should().BeTrue();
        factory.CanBind(new IPEndPoint(IPAddress.Loopback, 0)).Should().BeFalse();
        factory.CanBind(new UnixDomainSocketEndPoint("/tmp/a")).Should().BeFalse();
    }

    private static async Task<ConnectionContext> AcceptAsync(IConnectionListener side) =>
        await side.AcceptAsync().AsTask().WaitAsync(Soon) ?? throw new InvalidOperationException("The listener has ended.");

    private static async Task<byte[]> ReadAsync(ConnectionContext connection)
    {
        var read = await connection.Transport.Input.ReadAsync();

        return read.Buffer.ToArray();
    }

    // The socket is empty, so all that came before is being looked at.
    private static Task AcceptedAsync(FakeSocket socket) => WaitUntilAsync(() => socket.Waiting == 0 && socket.IsAccepting);

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Soon);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private SharedPortFactory Factory(FakeSocket socket) => new(socket, _limits, _clock, NullLogger.Instance);

    private async Task<(IConnectionListener Http1, IConnectionListener Http2)> BindAsync(FakeSocket socket)
    {
        var factory = Factory(socket);
        var (http1, http2) = SharedEndPoint.AnyIP(0);

        return (await factory.BindAsync(http1), await factory.BindAsync(http2));
    }
}
