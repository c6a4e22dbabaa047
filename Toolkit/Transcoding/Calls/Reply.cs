using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace CodeFirst.Transcoding.Calls;

/// <summary>
/// The HTTP answer of a request, as the server takes it: while a method of this process runs, <c>HttpContext.Response</c> is that of gRPC.
/// </summary>
internal sealed class Reply(IHttpResponseFeature response, IHttpResponseBodyFeature body, string verb)
{
    public static Reply Of(HttpContext context) => new(
        context.Features.GetRequiredFeature<IHttpResponseFeature>(),
        context.Features.GetRequiredFeature<IHttpResponseBodyFeature>(),
        context.Request.Method);

    public int StatusCode
    {
        get => response.StatusCode;
        set => response.StatusCode = value;
    }

    public IHeaderDictionary Headers => response.Headers;

    public bool HasStarted => response.HasStarted;

    public PipeWriter Writer => body.Writer;

    /// <summary>Gets the call with JSON that is answered, which takes errors as they are; null for one over HTTP.</summary>
    public JsonExchange? Exchange { get; } = response as JsonExchange;

    /// <summary>Gets whether the caller asks for headers only.</summary>
    public bool IsHead { get; } = HttpMethods.IsHead(verb);

    /// <summary>Sends bytes as the whole body.</summary>
    public void Write(ReadOnlySpan<byte> bytes, string contentType)
    {
        Headers.ContentType = contentType;
        Headers.ContentLength = bytes.Length;
        if (!IsHead)
        {
            Writer.Write(bytes);
        }
    }

    /// <summary>Sends bytes and a line break as the whole body.</summary>
    public void WriteLine(ReadOnlySpan<byte> line, string contentType)
    {
        Headers.ContentType = contentType;
        Headers.ContentLength = line.Length + 1;
        if (IsHead)
        {
            return;
        }

        var span = Writer.GetSpan(line.Length + 1);
        line.CopyTo(span);
        span[line.Length] = (byte)'\n';
        Writer.Advance(line.Length + 1);
    }
}
