using System.Buffers;

namespace CodeFirst.Mcp.Transports;

/// <summary>Server-sent events, each with one message. The response becomes a stream of events with the first one.</summary>
internal sealed class EventStream(HttpResponse response)
{
    public async ValueTask SendAsync(Action<IBufferWriter<byte>> write)
    {
        if (!response.HasStarted)
        {
            response.ContentType = "text/event-stream";
            response.Headers.CacheControl = "no-cache";
            response.Headers["X-Accel-Buffering"] = "no"; // or nginx keeps the events until there are many
        }

        response.BodyWriter.Write("event: message\ndata: "u8);
        write(response.BodyWriter);
        response.BodyWriter.Write("\n\n"u8);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }
}
