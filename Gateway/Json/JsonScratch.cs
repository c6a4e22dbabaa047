using System.Buffers;
using System.Text.Json;

namespace CodeFirst.Gateway.Json;

/// <summary>A buffer to write JSON to, kept by each thread. It is handed back before anything is awaited.</summary>
internal sealed class JsonScratch : IDisposable
{
    // A page of a thousand users grows a buffer once; it is not to be kept for ever.
    private const int LargestKept = 256 * 1024;

    [ThreadStatic]
    private static JsonScratch? _free;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    private JsonScratch() =>
        Writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = GoEncoder.Instance, SkipValidation = true });

    public Utf8JsonWriter Writer { get; }

    /// <summary>Gets what was written.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Writer.Flush();

            return _buffer.WrittenSpan;
        }
    }

    public static JsonScratch Rent()
    {
        var scratch = _free ?? new JsonScratch();
        _free = null;

        return scratch;
    }

    public void Dispose()
    {
        if (_buffer.Capacity > LargestKept)
        {
            Writer.Dispose();

            return;
        }

        _buffer.ResetWrittenCount();
        Writer.Reset();
        _free = this;
    }
}
