using System.Reflection;
using ProtoBuf.Meta;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>What protobuf-net writes and reads for a whole message of any type, as hexadecimal digits.</summary>
internal static class MessageBytes
{
    public static string Of(Type type, object message) => Convert.ToHexString(Of(type, message, RuntimeTypeModel.Create()));

    public static byte[] Of(Type type, object message, RuntimeTypeModel model)
    {
        using var stream = new MemoryStream();
        Invoke(nameof(Write), type, model, stream, message);
        return stream.ToArray();
    }

    public static object Parse(Type type, string bytes) => Parse(type, Convert.FromHexString(bytes), RuntimeTypeModel.Create());

    public static object Parse(Type type, byte[] bytes, RuntimeTypeModel model) =>
        Invoke(nameof(Read), type, model, new MemoryStream(bytes))!;

    // The marshaller of protobuf-net.Grpc serializes as the declared type, which the overloads that take an object do not.
    private static void Write<T>(TypeModel model, Stream stream, T message) => model.Serialize<T>(stream, message);

    private static T Read<T>(TypeModel model, Stream stream) => model.Deserialize<T>(stream);

    private static object? Invoke(string name, Type type, params object[] arguments) =>
        typeof(MessageBytes).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
