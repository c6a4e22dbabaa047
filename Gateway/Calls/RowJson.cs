using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CodeFirst.Gateway.Errors;
using CodeFirst.Gateway.Json;

namespace CodeFirst.Gateway.Calls;

/// <summary>Writes the rows of a stream: JSON lines (<c>{"result":…}</c>, <c>{"error":…}</c>) or server-sent events.</summary>
internal sealed class RowJson<T>(string eventId)
{
    private readonly JsonTypeInfo<T> _type = WireJson.TypeOf<T>();
    private readonly JsonPropertyInfo _id = WireJson.TypeOf<T>().Properties.Single(property => property.Name == eventId);

    public void WriteLine(PipeWriter output, T item)
    {
        using var scratch = JsonScratch.Rent();
        scratch.Writer.WriteStartObject();
        scratch.Writer.WritePropertyName("result"u8);
        JsonSerializer.Serialize(scratch.Writer, item, _type);
        scratch.Writer.WriteEndObject();
        output.Write(scratch.Written);
        output.Write("\n"u8);
    }

    public void WriteEvent(PipeWriter output, T item)
    {
        using var scratch = JsonScratch.Rent();
        JsonSerializer.Serialize(scratch.Writer, item, _type);
        output.Write("id: "u8);
        Encoding.UTF8.GetBytes(Convert.ToString(_id.Get!(item!), CultureInfo.InvariantCulture)!, output);
        output.Write("\ndata: "u8);
        output.Write(scratch.Written);
        output.Write("\n\n"u8);
    }

    public static void WriteError(PipeWriter output, Failure failure, bool asEvent)
    {
        using var scratch = JsonScratch.Rent();
        ErrorJson.Write(scratch.Writer, failure);
        output.Write(asEvent ? "event: error\ndata: "u8 : ""u8);
        output.Write(scratch.Written);
        output.Write(asEvent ? "\n\n"u8 : "\n"u8);
    }
}
