using System.Buffers;
using System.Reflection;
using System.Runtime.Serialization;
using CodeFirst.Contracts;
using CodeFirst.Hosting.Marshalling;
using Grpc.Core;
using ProtoBuf;

namespace CodeFirst.Tests.Unit.Fuzzing;

/// <summary>Bytes of gRPC messages: of the user service, and of types with derived ones, whose parts are put first.</summary>
internal static class MessageTargets
{
    private static readonly Type[] Types =
    [
        .. typeof(IUserService).Assembly.GetExportedTypes()
            .Where(type => type.IsDefined(typeof(DataContractAttribute)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    private static readonly MethodInfo ReadMethod =
        typeof(MessageTargets).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static readonly Func<byte[], object>[] Readers =
        [.. Types.Select(type => ReadMethod.MakeGenericMethod(type).CreateDelegate<Func<byte[], object>>())];

    private static readonly string[] Pieces =
        ["\n", "\u0012", "\u001a", "\u0008", "\u000b", "\u000c", "\u0001", "\0", "R", "Z", "\u007f", "ab"];

    private static readonly MessagePlan Plan = RecursivePlan();

    public static FuzzTarget Requests { get; } = new(
        "messages",
        ReadRequest,
        [.. Types.Select((_, i) => (byte[])[(byte)i, 0x0A, 0x02, 0x61, 0x62, 0x12, 0x03, 0x61, 0x62, 0x63, 0x1A, 0x01, 0x7A, 0x20, 0x05])],
        Pieces);

    public static FuzzTarget Derived { get; } = new(
        "derived",
        Order,
        [
            [0x0A, 0x01, 0x61, 0x12, 0x02, 0x08, 0x05, 0x52, 0x05, 0x08, 0x01, 0x52, 0x01, 0x61, 0x5A, 0x00],
            [0x0B, 0x52, 0x00, 0x0C, 0x52, 0x00],
        ],
        Pieces);

    // The first byte chooses the type.
    private static void ReadRequest(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        var type = input[0] % Types.Length;
        object message;
        try
        {
            message = Readers[type](input[1..]);
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Internal)
        {
            return;
        }

        var written = Write(message);
        Write(Readers[type](written)).Should().Equal(written, "what was read is written, and read again");
    }

    private static object Read<T>(byte[] bytes)
    {
        IProtoInput<ReadOnlySequence<byte>> model = UserServiceModel.Instance;

        return model.Deserialize<T>(new ReadOnlySequence<byte>(bytes))!;
    }

    private static byte[] Write(object message)
    {
        using var stream = new MemoryStream();
        UserServiceModel.Instance.Serialize(stream, message);

        return stream.ToArray();
    }

    private static void Order(byte[] input)
    {
        var ordered = DerivedFirst.Order(new ReadOnlySequence<byte>(input), Plan).ToArray();

        ordered.Order().SequenceEqual(input.Order()).Should().BeTrue("bytes only change places");
        DerivedFirst.Order(new ReadOnlySequence<byte>(ordered), Plan).ToArray().Should().Equal(ordered, "they are in order");
        if (IsMessage(input))
        {
            IsMessage(ordered).Should().BeTrue();
        }
    }

    private static bool IsMessage(byte[] bytes)
    {
        var reader = new FieldReader(bytes);
        while (reader.Read())
        {
        }

        return reader.IsAtEnd;
    }

    private static MessagePlan RecursivePlan()
    {
        var plan = new MessagePlan { Derived = { 10, 11 } };
        plan.Fields[2] = plan;
        plan.Fields[10] = plan;

        return plan;
    }
}
