using System.Buffers;
using System.Text;
using CodeFirst.Transcoding.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.ConformanceTestee;

/// <summary>Answers protobuf's conformance suite with the JSON codec and the wire reader of CodeFirst.Transcoding.</summary>
internal sealed class Testee
{
    private const string Proto3 = "protobuf_test_messages.proto3.TestAllTypesProto3";

    // Fields of conformance.ConformanceRequest and ConformanceResponse.
    private const int ProtobufPayload = 1;
    private const int JsonPayload = 2;
    private const int OutputFormat = 3;
    private const int MessageType = 4;
    private const int Category = 5;
    private const int ParseError = 1;
    private const int ProtobufResult = 3;
    private const int JsonResult = 4;
    private const int Skipped = 5;
    private const int SerializeError = 6;

    // Values of conformance.WireFormat and TestCategory.
    private const ulong Protobuf = 1;
    private const ulong Json = 2;
    private const ulong IgnoreUnknownJson = 3;

    private readonly MessagePlan _plan;

    public Testee(IReadOnlyList<FileDescriptor> files)
    {
        var plans = new MessagePlans(files);
        _plan = plans.Of(files.SelectMany(file => file.MessageTypes).Single(message => message.FullName == Proto3));
    }

    public byte[] Answer(byte[] request)
    {
        var (payloads, numbers) = Parse(request);
        var type = Encoding.UTF8.GetString(payloads[MessageType] ?? []);
        if (type == "conformance.FailureSet")
        {
            return Response(ProtobufResult, []);
        }

        if (type != Proto3)
        {
            return Response(Skipped, Encoding.UTF8.GetBytes($"The contracts of this project are proto3: {type} is not."));
        }

        if (numbers[OutputFormat] is not (Protobuf or Json) || (payloads[ProtobufPayload] ?? payloads[JsonPayload]) is null)
        {
            return Response(Skipped, "Text format and JSPB are not served."u8.ToArray());
        }

        try
        {
            var wire = payloads[JsonPayload] is { } json
                ? FromJson(json, numbers[Category] == IgnoreUnknownJson)
                : WireRewriter.Rewrite(_plan, payloads[ProtobufPayload]);

            return numbers[OutputFormat] == Protobuf ? Response(ProtobufResult, wire) : ToJson(wire);
        }
        catch (Exception exception) when (exception is MalformedMessageException or InvalidBodyException)
        {
            return Response(ParseError, Encoding.UTF8.GetBytes(exception.Message));
        }
    }

    private byte[] FromJson(byte[] json, bool ignoreUnknown)
    {
        using var draft = RequestDraft.Rent(_plan);
        draft.AddBody(new ReadOnlySequence<byte>(json), options: new JsonReadOptions { IgnoreUnknown = ignoreUnknown });

        return draft.Violations is [var first, ..]
            ? throw new InvalidBodyException(first.ToString())
            : draft.Complete().ToArray();
    }

    private byte[] ToJson(byte[] wire)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            JsonWriter.Write(_plan, new ReadOnlySequence<byte>(wire), output, JsonWriteOptions.Default);
        }
        catch (MalformedMessageException exception)
        {
            return Response(SerializeError, Encoding.UTF8.GetBytes(exception.Message));
        }

        return Response(JsonResult, output.WrittenSpan);
    }

    private static (byte[]?[] Payloads, ulong[] Numbers) Parse(byte[] request)
    {
        var payloads = new byte[]?[16];
        var numbers = new ulong[16];
        var reader = new WireReader(request);
        while (!reader.IsAtEnd)
        {
            var number = reader.ReadTag(out var type);
            if (type == WireFormat.WireType.LengthDelimited)
            {
                payloads[number] = reader.ReadBytes().ToArray();
            }
            else
            {
                numbers[number] = reader.ReadVarint();
            }
        }

        return (payloads, numbers);
    }

    private static byte[] Response(int field, ReadOnlySpan<byte> value)
    {
        using var output = new WireBuffer();
        output.WriteVarint(((uint)field << 3) | (uint)WireFormat.WireType.LengthDelimited);
        output.WriteBytes(value);

        return output.Written.ToArray();
    }
}
