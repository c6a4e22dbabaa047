using System.Buffers;
using System.Text;
using CodeFirst.Tests.Infrastructure;
using CodeFirst.Tests.Unit.Transcoding.Json.Cases;
using CodeFirst.Transcoding.Json;
using Google.Protobuf;

namespace CodeFirst.Tests.Unit.Transcoding.Json;

/// <summary>Reads and writes the messages of cases.proto and bcl_cases.proto.</summary>
internal static class JsonCase
{
    public static MessagePlans Plans { get; } = new([CasesReflection.Descriptor, BclCases.BclCasesReflection.Descriptor]);

    public static MessagePlan EveryPlan { get; } = Plans.Of(Cases.Every.Descriptor);

    /// <summary>How many random inputs a test tries.</summary>
    public static int Rounds { get; } = Soak.Number("CODEFIRST_FUZZ_ROUNDS", 2000);

    /// <summary>Reads a body that is right, and returns the message that Google's reader sees.</summary>
    public static T Read<T>(string json, string? field = null)
        where T : class, IMessage<T>, new()
    {
        var message = new T();
        message.MergeFrom(Wire(Plans.Of(message.Descriptor), Encoding.UTF8.GetBytes(json), field));

        return message;
    }

    public static Every Read(string json, string? field = null) => Read<Every>(json, field);

    public static byte[] Wire(MessagePlan plan, byte[] json, string? field = null, int pieces = 1)
    {
        using var draft = RequestDraft.Rent(plan);
        draft.AddBody(Split(json, pieces), field is null ? null : plan.FindPath(field));
        draft.Violations.Should().BeEmpty();

        return draft.Complete().ToArray();
    }

    /// <summary>Reads a body that is wrong, and returns what is wrong with it.</summary>
    public static IReadOnlyList<(string Field, string Problem)> Refuse(string json, string? field = null) =>
        [.. Violations(Encoding.UTF8.GetBytes(json), field).Select(violation => (violation.Field, violation.Problem))];

    public static IReadOnlyList<JsonViolation> Violations(byte[] json, string? field = null)
    {
        using var draft = RequestDraft.Rent(EveryPlan);
        draft.AddBody(new ReadOnlySequence<byte>(json), field is null ? null : EveryPlan.FindPath(field));

        return [.. draft.Violations];
    }

    public static string Write(IMessage message, JsonWriteOptions? options = null, string? field = null) =>
        Write(Plans.Of(message.Descriptor), message.ToByteArray(), options, field);

    public static string Write(MessagePlan plan, byte[] wire, JsonWriteOptions? options = null, string? field = null, int pieces = 1)
    {
        var output = new ArrayBufferWriter<byte>();
        var path = field is null ? null : plan.FindPath(field);
        JsonWriter.Write(plan, Split(wire, pieces), output, options ?? JsonWriteOptions.Default, path);

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>Cuts bytes into pieces, as a connection brings them.</summary>
    public static ReadOnlySequence<byte> Split(byte[] bytes, int pieces)
    {
        if (pieces == 1 || bytes.Length < pieces)
        {
            return new ReadOnlySequence<byte>(bytes);
        }

        var size = (bytes.Length + pieces - 1) / pieces;
        var first = new Segment(bytes.AsMemory(0, size), null);
        var last = first;
        for (var start = size; start < bytes.Length; start += size)
        {
            last = new Segment(bytes.AsMemory(start, Math.Min(size, bytes.Length - start)), last);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is not null)
            {
                RunningIndex = previous.RunningIndex + previous.Memory.Length;
                previous.Next = this;
            }
        }
    }
}
