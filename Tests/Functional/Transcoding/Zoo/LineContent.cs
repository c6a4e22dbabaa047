using System.Net;
using System.Text;
using System.Threading.Channels;

namespace CodeFirst.Tests.Functional.Transcoding.Zoo;

/// <summary>A body of lines that are sent one at a time.</summary>
internal sealed class LineContent : HttpContent
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public LineContent() => Headers.ContentType = new("application/x-ndjson");

    public void Send(string line) => _lines.Writer.TryWrite(line);

    public void End() => _lines.Writer.Complete();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync())
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"{line}\n"));
            await stream.FlushAsync();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;

        return false;
    }
}
