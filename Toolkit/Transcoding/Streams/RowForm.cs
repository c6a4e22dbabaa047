using System.Text;
using CodeFirst.Transcoding.Calls;
using CodeFirst.Transcoding.Errors;
using CodeFirst.Transcoding.Json;
using CodeFirst.Transcoding.Routes;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace CodeFirst.Transcoding.Streams;

/// <summary>Writes the rows of a stream: JSON lines (<c>{"result":…}</c>, <c>{"error":…}</c>) or server-sent events.</summary>
internal sealed class RowForm
{
    private const string Events = "text/event-stream";

    private readonly ResponseText _text;
    private readonly FieldPath? _mark;

    public RowForm(HttpRoute route, ResponseText text)
    {
        _text = text;
        _mark = route.Answer.Mark is { } mark ? text.FindField(mark) : null;
    }

    public static string ContentType(bool asEvents) => asEvents ? Events : HttpBody.Lines;

    /// <summary>Returns whether a caller asks for events.</summary>
    public static bool AcceptsEvents(StringValues accept) => Accepts(accept, Events);

    /// <summary>Returns whether a caller asks for lines.</summary>
    public static bool AcceptsLines(StringValues accept) => Accepts(accept, HttpBody.Lines);

    /// <summary>Writes what a stream begins with.</summary>
    public static void WriteStart(PooledBuffer output, bool asEvents)
    {
        if (asEvents)
        {
            output.Write("retry: 1000\n\n"u8);
        }
    }

    public static void WriteBeat(PooledBuffer output, bool asEvents)
    {
        if (asEvents)
        {
            output.Write(": ping\n\n"u8);
        }
    }

    public static void WriteError(PooledBuffer output, Failure failure, bool asEvents)
    {
        output.Write(asEvents ? "event: error\ndata: "u8 : ""u8);
        FailureWriter.WriteRow(output, failure);
        output.Write(asEvents ? "\n\n"u8 : "\n"u8);
    }

    public void WriteRow(PooledBuffer output, ReadOnlyMemory<byte> message, bool asEvents)
    {
        if (!asEvents)
        {
            output.Write("{\"result\":"u8);
            _text.Write(message, output);
            output.Write("}\n"u8);

            return;
        }

        if (_mark is not null && MarkOf(message) is { Length: > 0 } mark)
        {
            output.Write("id: "u8);
            output.Write(Encoding.UTF8.GetBytes(mark));
            output.Write("\n"u8);
        }

        output.Write("data: "u8);
        _text.Write(message, output);
        output.Write("\n\n"u8);
    }

    // A line break would end the id, and a browser ignores one with a zero byte.
    private string MarkOf(ReadOnlyMemory<byte> message) =>
        ResponseText.TextOf(message, _mark!) is var mark && mark.AsSpan().ContainsAny('\r', '\n', '\0') ? "" : mark;

    private static bool Accepts(StringValues accept, string mediaType) =>
        accept.Count > 0
        && MediaTypeHeaderValue.TryParseList(accept, out var types)
        && types.Any(type => type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase) && type.Quality != 0);
}
