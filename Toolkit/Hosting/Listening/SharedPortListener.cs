using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace CodeFirst.Hosting.Listening;

/// <summary>The connections of one protocol on a shared port. Unbinding one side closes the port to both: Kestrel stops both at once.</summary>
internal sealed class SharedPortListener(SharedPort port, ChannelReader<ConnectionContext> connections) : IConnectionListener
{
    private bool _isDisposed;

    public EndPoint EndPoint => port.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await connections.WaitToReadAsync(cancellationToken))
        {
            if (connections.TryRead(out var connection))
            {
                return connection;
            }
        }

        return null;
    }

    // The token is already cancelled when a start has failed, and closing has to be done all the same; it waits for nobody.
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => new(port.StopAsync());

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await port.StopAsync();
        while (connections.TryRead(out var connection)) // if Kestrel stopped accepting for a failure
        {
            connection.Abort();
            await connection.DisposeAsync();
        }

        await port.DisposeAsync();
    }
}
