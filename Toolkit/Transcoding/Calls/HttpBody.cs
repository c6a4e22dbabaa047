using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using CodeFirst.Transcoding.Errors;
using Microsoft.Net.Http.Headers;

namespace CodeFirst.Transcoding.Calls;

/// <summary>Reads a body that is one JSON value, decompressed, and not over the limit.</summary>
internal static class HttpBody
{
    public const string Lines = "application/x-ndjson";

    private const string Gzip = "gzip";

    /// <summary>
    /// Returns whether a body is lines of messages, for methods that take several. Throws if it is nothing that can be read.
    /// </summary>
    public static bool IsLines(IHeaderDictionary headers, bool takesLines)
    {
        string? contentType = headers.ContentType;
        if (contentType is "application/json")
        {
            return false;
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || (HeaderUtilities.RemoveQuotes(type.Charset) is { Length: > 0 } charset
                && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw RequestError.WrongMediaType(takesLines);
        }

        if (takesLines && (type.MediaType.Equals(Lines, StringComparison.OrdinalIgnoreCase) || IsOtherLines(type)))
        {
            return true;
        }

        return type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
                && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
                ? false
                : throw RequestError.WrongMediaType(takesLines);
    }

    /// <summary>Returns whether a body is compressed with gzip. Throws, and says what can be read, if it is with something else.</summary>
    public static bool IsCompressed(RequestInput request, Reply reply)
    {
        var coding = request.Headers.ContentEncoding;
        switch (coding.Count)
        {
            case 0:
                return false;
            case 1 when coding[0] is null or "" || coding[0]!.Equals("identity", StringComparison.OrdinalIgnoreCase):
                return false;
            case 1 when coding[0]!.Equals(Gzip, StringComparison.OrdinalIgnoreCase):
                return true;
            default:
                reply.Headers.AcceptEncoding = Gzip;
                throw RequestError.WrongCoding();
        }
    }

    /// <summary>Returns a reader of a body that is decompressed if it has to be.</summary>
    public static PipeReader Open(RequestInput request, Reply reply) => IsCompressed(request, reply)
        ? PipeReader.Create(new GZipStream(request.Body.AsStream(leaveOpen: true), CompressionMode.Decompress))
        : request.Body;

    /// <summary>Reads a whole body. Hand the bytes back with AdvanceTo when they are used.</summary>
    public static async ValueTask<ReadOnlySequence<byte>> ReadAsync(
        PipeReader reader, RequestInput request, int limit, CancellationToken cancellationToken)
    {
        if (request.Headers.ContentLength > limit && request.Headers.ContentEncoding.Count == 0)
        {
            throw RequestError.TooLarge();
        }

        while (true)
        {
            var result = await ReadPartAsync(reader, request.Verb, cancellationToken);
            if (result.IsCanceled)
            {
                reader.AdvanceTo(result.Buffer.End);
                throw new OperationCanceledException("The request is not read to its end.");
            }

            if (result.Buffer.Length > limit)
            {
                reader.AdvanceTo(result.Buffer.End);
                throw RequestError.TooLarge();
            }

            if (result.IsCompleted)
            {
                return result.Buffer;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    /// <summary>Reads on; what the server or the decompression refuses is an error of the request.</summary>
    public static async ValueTask<ReadResult> ReadPartAsync(PipeReader reader, string verb, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw RequestError.BadCompression();
        }
        catch (BadHttpRequestException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw RequestError.Of(exception.StatusCode, verb);
        }
    }

    private static bool IsOtherLines(MediaTypeHeaderValue type) =>
        type.MediaType.Equals("application/ndjson", StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("application/jsonl", StringComparison.OrdinalIgnoreCase)
        || type.MediaType.Equals("application/x-jsonlines", StringComparison.OrdinalIgnoreCase);
}
