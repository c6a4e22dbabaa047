using System.Text;
using CodeFirst.Transcoding.Calls;
using CodeFirst.Transcoding.Errors;
using CodeFirst.Transcoding.Routes;
using Google.Protobuf.Reflection;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CodeFirst.Transcoding.Streams;

/// <summary>Writes the rows of a stream: JSON lines (<c>{"result":…}</c>, <c>{"error":…}</c>) or server-sent events.</summary>
internal sealed class RowForm
{
    private const string Events = "text/event-stream";

    private readonly ResponseText _text;
    private readonly FieldDescriptor? _mark;

    public RowForm(HttpRoute route, ResponseText text)
    {
        _text = text;
        if (route.Answer.Mark is { } mark)
        {
            _mark = route.Method.OutputType.FindFieldByName(mark) is { } field && WireScan.CanFind(field)
                ? field
                : throw new InvalidOperationException(
                    $"'{mark}', the mark of {route.Method.FullName}, is no field of {route.Method.OutputType.FullName} with one text or"
                    + " number. Correct it in the contract, and build that.");
        }
    }

    public static string ContentType(bool asEvents) => asEvents ? Events : BodyReader.Lines;

    /// <summary>Returns whether a caller asks for events.</summary>
    public static bool AcceptsEvents(StringValues accept) => Accepts(accept, Events);

    /// <summary>Returns whether a caller asks for lines.</summary>
    public static bool AcceptsLines(StringValues accept) => Accepts(accept, BodyReader.Lines);

    /// <summary>Writes what a stream begins with.</summary>
    public static void WriteStart(PooledBuffer output, bool asEvents)
    {
        if (asEvents)
        {
            Append(output, "retry: 1000\n\n"u8);
        }
    }

    public static void WriteBeat(PooledBuffer output, bool asEvents)
    {
        if (asEvents)
        {
            Append(output, ": ping\n\n"u8);
        }
    }

    public static void WriteError(PooledBuffer output, Failure failure, bool asEvents)
    {
        Append(output, asEvents ? "event: error\ndata: "u8 : ""u8);
        FailureWriter.WriteRow(output, failure);
        Append(output, asEvents ? "\n\n"u8 : "\n"u8);
    }

    public void WriteRow(PooledBuffer output, ReadOnlySpan<byte> message, bool asEvents)
    {
        if (!asEvents)
        {
            Append(output, "{\"result\":"u8);
            _text.Write(message, output);
            Append(output, "}\n"u8);

            return;
        }

        if (_mark is not null && MarkOf(message) is { Length: > 0 } mark)
        {
            Append(output, "id: "u8);
            Append(output, Encoding.UTF8.GetBytes(mark));
            Append(output, "\n"u8);
        }

        Append(output, "data: "u8);
        _text.Write(message, output);
        Append(output, "\n\n"u8);
    }

    // A line break would end the id, and a browser ignores one with a zero byte.
    private string MarkOf(ReadOnlySpan<byte> message) =>
        WireScan.FindText(message, _mark!) is var mark && mark.AsSpan().ContainsAny('\r', '\n', '\0') ? "" : mark;

    private static bool Accepts(StringValues accept, string mediaType) =>
        accept.Count > 0
        && MediaTypeHeaderValue.TryParseList(accept, out var types)
        && types.Any(type => type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase) && type.Quality != 0);

    private static void Append(PooledBuffer output, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(output.GetSpan(bytes.Length));
        output.Advance(bytes.Length);
    }
}
