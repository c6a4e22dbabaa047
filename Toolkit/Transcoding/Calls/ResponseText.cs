using CodeFirst.Transcoding.Routes;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Writes the messages of a route as JSON.</summary>
internal sealed class ResponseText(HttpRoute route, MessageTexts texts)
{
    public void Write(ReadOnlySpan<byte> message, PooledBuffer json) => throw new NotImplementedException();
}
