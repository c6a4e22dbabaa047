using System.IO.Compression;
using CodeFirst.Transcoding.Json;
using CodeFirst.Transcoding.Routes;
using Microsoft.Net.Http.Headers;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Writes the answer of a route that is one message: status, headers, and the message as JSON.</summary>
internal sealed class AnswerWriter
{
    private const string Json = "application/json";

    private readonly HttpRoute _route;
    private readonly ResponseText _text;
    private readonly int? _compressFrom;
    private readonly LocationTemplate? _location;
    private readonly FieldPath? _etag;
    private readonly NextPage? _nextPage;

    public AnswerWriter(HttpRoute route, ResponseText text, TranscodingOptions options)
    {
        _route = route;
        _text = text;
        _compressFrom = options.CompressFromBytes;
        _location = route.Answer.Location is { } location ? new LocationTemplate(location, text) : null;
        if (options.UsesConventions)
        {
            _etag = text.FindText("etag");
            _nextPage = NextPage.Of(route, text);
        }
    }

    /// <exception cref="Grpc.Core.RpcException">INTERNAL: the message has no form in JSON. Nothing was written.</exception>
    public void Write(RequestInput request, Reply reply, ReadOnlyMemory<byte> message)
    {
        var etag = _etag is null ? "" : ResponseText.TextOf(message, _etag);
        var isUnchanged = etag.Length > 0 && EntityTags.IsUnchanged(request, etag);
        using var body = new PooledBuffer();
        if (!isUnchanged && _route.Answer.Status != StatusCodes.Status204NoContent)
        {
            _text.Write(message, body);
        }

        reply.StatusCode = isUnchanged ? StatusCodes.Status304NotModified : _route.Answer.Status;
        if (_location is not null)
        {
            reply.Headers.Location = _location.Fill(message);
        }

        if (etag.Length > 0)
        {
            reply.Headers.ETag = etag;
            reply.Headers.CacheControl = "private, no-cache"; // keep it, and ask each time whether it is still the same
        }

        if (!isUnchanged && _nextPage?.Link(request, message) is { } link)
        {
            reply.Headers.Link = link;
        }

        if (body.Length > 0)
        {
            WriteBody(request, reply, body);
        }
    }

    private void WriteBody(RequestInput request, Reply reply, PooledBuffer body)
    {
        if (_compressFrom is null)
        {
            reply.WriteLine(body.Written, Json);

            return;
        }

        reply.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (body.Length < _compressFrom || !AcceptsGzip(request.Headers))
        {
            reply.WriteLine(body.Written, Json);

            return;
        }

        using var compressed = new PooledBuffer();
        using (var gzip = new GZipStream(new BufferStream(compressed), CompressionLevel.Fastest))
        {
            gzip.Write(body.Written);
            gzip.Write("\n"u8);
        }

        reply.Headers.ContentEncoding = "gzip";
        reply.Write(compressed.Written, Json);
    }

    private static bool AcceptsGzip(IHeaderDictionary headers) =>
        StringWithQualityHeaderValue.TryParseList(headers.AcceptEncoding, out var codings)
        && codings.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality != 0);
}
