using System.Buffers;
using System.Collections;
using System.Reflection;
using System.Runtime.Serialization;
using CodeFirst.Contracts;
using CsCheck;
using Grpc.Core;
using ProtoBuf;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Unit.Contracts;

/// <summary>The compile-time model writes the bytes that protobuf-net's reflective model writes, which the exporter describes.</summary>
public class UserServiceModelTests
{
    private static readonly RuntimeTypeModel Reflective = RuntimeTypeModel.Create();

    private static IEnumerable<Type> Messages =>
        typeof(IUserService).Assembly.GetExportedTypes().Where(type => type.IsDefined(typeof(DataContractAttribute)));

    [TestCaseSource(nameof(Messages))]
    public void Both_models_write_the_same_bytes_and_read_them_back(Type message)
    {
        Gen.Int.Sample(
            seed =>
            {
                var value = RandomMessage(message, new Random(seed));

                var compiled = Write(UserServiceModel.Instance, value);
                var reflected = Write(Reflective, value);

                compiled.Should().Equal(reflected);
                Write(Reflective, Read(UserServiceModel.Instance, message, compiled)).Should().Equal(reflected);
            },
            iter: 200,
            threads: 1);
    }

    [TestCaseSource(nameof(Messages))]
    public void An_empty_message_of_another_language_reads_as_the_default(Type message)
    {
        var read = Read(UserServiceModel.Instance, message, []);

        Write(Reflective, read).Should().Equal(Write(Reflective, Activator.CreateInstance(message)!));
    }

    [TestCase("0A", TestName = "A_field_without_its_length_is_INTERNAL")]
    [TestCase("0A05414243", TestName = "A_text_shorter_than_its_length_is_INTERNAL")]
    [TestCase("0D01020304", TestName = "A_field_of_another_wire_type_is_INTERNAL")]
    [TestCase("00", TestName = "The_field_number_0_is_INTERNAL")]
    [TestCase("0AFFFFFFFFFFFFFFFFFFFF01", TestName = "A_number_that_does_not_end_is_INTERNAL")]
    public void Bytes_that_are_no_message_are_INTERNAL(string hex)
    {
        IProtoInput<ReadOnlySequence<byte>> input = UserServiceModel.Instance;

        var read = () => input.Deserialize<GetUserRequest>(new ReadOnlySequence<byte>(Convert.FromHexString(hex)));

        var status = read.Should().Throw<RpcException>().Which.Status;
        status.StatusCode.Should().Be(StatusCode.Internal);
        status.Detail.Should().Be("The bytes received are not a protobuf message of the type GetUserRequest.");
    }

    private static byte[] Write(TypeModel model, object message)
    {
        using var stream = new MemoryStream();
        model.Serialize(stream, message);

        return stream.ToArray();
    }

    private static object Read(TypeModel model, Type type, byte[] bytes) => model.Deserialize(type, new ReadOnlyMemory<byte>(bytes));

    private static object RandomMessage(Type type, Random random)
    {
        var message = Activator.CreateInstance(type)!;
        foreach (var field in type.GetProperties())
        {
            field.SetValue(message, RandomValue(field.PropertyType, random));
        }

        return message;
    }

    private static object? RandomValue(Type type, Random random) => type switch
    {
        _ when type == typeof(string) => new string([.. Enumerable.Range(0, random.Next(5)).Select(_ => "aZ \"é\u4e16"[random.Next(6)])]),
        _ when type == typeof(bool) => random.Next(2) == 1,
        _ when type == typeof(int) => random.Next(3) == 0 ? 0 : random.Next(int.MinValue, int.MaxValue),
        _ when type == typeof(long) => random.Next(3) == 0 ? 0 : random.NextInt64(long.MinValue, long.MaxValue),
        _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) => RandomList(type, random),
        _ => throw new NotSupportedException($"No random {type}: add it here."),
    };

    private static object RandomList(Type type, Random random)
    {
        var list = (IList)Activator.CreateInstance(type)!;
        for (var count = random.Next(4); count > 0; count--)
        {
            list.Add(RandomMessage(type.GetGenericArguments()[0], random));
        }

        return list;
    }
}
