using System.Buffers;
using System.Text;
using CodeFirst.Transcoding.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Status = Google.Rpc.Status;

namespace CodeFirst.Transcoding.Errors;

/// <summary>Writes errors as JSON.</summary>
internal static class ErrorJson
{
    private static readonly MessagePlans Plans = new([StatusReflection.Descriptor, ErrorDetailsReflection.Descriptor]);
    private static readonly MessagePlan StatusPlan = Plans.Of(Status.Descriptor);
    private static readonly FieldPath Details = StatusPlan.FindPath("details")!;

    /// <summary>Returns whether a detail is for callers: not debug information, nor what has no JSON here.</summary>
    public static bool CanWrite(Any detail)
    {
        if (Plans.Find(detail.TypeUrl)?.Descriptor is not { } type || type == DebugInfo.Descriptor)
        {
            return false;
        }

        try
        {
            using var scratch = new Calls.PooledBuffer();
            JsonWriter.Write(Plans.Of(Any.Descriptor), Bytes(detail), scratch, JsonWriteOptions.Default);

            return true;
        }
        catch (MalformedMessageException)
        {
            return false;
        }
    }

    /// <summary>
    /// Writes an error as Google's APIs do: <c>{"error":{"code":404,"status":"NOT_FOUND","message":…,"details":[{"@type":…}]}}</c>.
    /// </summary>
    public static void Write(IBufferWriter<byte> output, Failure failure)
    {
        var json = new JsonOutput(output, escapeHtml: true);
        json.Write("{\"error\":{\"code\":"u8);
        json.WriteNumber(failure.HttpStatus);
        json.Write(",\"status\":"u8);
        WriteText(ref json, HttpStatuses.NameOf(failure.Status.Code));
        json.Write(",\"message\":"u8);
        WriteText(ref json, failure.Status.Message);
        json.Flush();
        WriteDetails(output, failure.Status);
        output.Write("}}"u8);
    }

    /// <summary>Writes an error as <see href="https://www.rfc-editor.org/rfc/rfc9457">problem details</see>.</summary>
    public static void WriteProblem(IBufferWriter<byte> output, Failure failure)
    {
        var json = new JsonOutput(output, escapeHtml: true);
        json.Write("{\"type\":\"about:blank\",\"title\":"u8);
        WriteText(ref json, HttpStatuses.NameOf(failure.Status.Code));
        json.Write(",\"status\":"u8);
        json.WriteNumber(failure.HttpStatus);
        json.Write(",\"detail\":"u8);
        WriteText(ref json, failure.Status.Message);
        json.Flush();
        WriteDetails(output, failure.Status);
        output.Write("}"u8);
    }

    private static void WriteText(ref JsonOutput json, string text) => json.WriteString(Encoding.UTF8.GetBytes(text));

    private static void WriteDetails(IBufferWriter<byte> output, Status status)
    {
        output.Write(",\"details\":"u8);
        JsonWriter.Write(StatusPlan, Bytes(status), output, JsonWriteOptions.Default, Details);
    }

    private static ReadOnlySequence<byte> Bytes(IMessage message) => new(message.ToByteArray());
}
