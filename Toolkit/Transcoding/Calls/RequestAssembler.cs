using System.Buffers;
using CodeFirst.Transcoding.Routes;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Makes the message of a request from its path, its query, its headers and its body.</summary>
internal sealed class RequestAssembler(HttpRoute route, MessageTexts texts, TranscodingOptions options)
{
    public ValueTask ReadAsync(RequestInput request, Reply reply, PooledBuffer message)
    {
        if (!route.HasBody)
        {
            Assemble(request, body: null, message);

            return default;
        }

        return ReadWithBodyAsync(request, reply, message);
    }

    public void Assemble(RequestInput request, ReadOnlySequence<byte>? body, PooledBuffer message) => throw new NotImplementedException();

    private async ValueTask ReadWithBodyAsync(RequestInput request, Reply reply, PooledBuffer message)
    {
        BodyReader.IsLines(request.Headers, takesLines: false);
        var reader = BodyReader.Open(request, reply);
        try
        {
            var body = await BodyReader.ReadAsync(reader, request, options.MaxRequestBytes, request.Aborted);
            Assemble(request, body, message);
            reader.AdvanceTo(body.End);
        }
        finally
        {
            if (reader != request.Body)
            {
                await reader.CompleteAsync();
            }
        }
    }
}
