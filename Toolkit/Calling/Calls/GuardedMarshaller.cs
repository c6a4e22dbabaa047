using Grpc.Core;

namespace CodeFirst.Calling.Calls;

/// <summary>
/// Makes messages that cannot be read or written INTERNAL, as the gRPC status table says. Serializers report them with exceptions of many
/// types; gRPC would take some for a lost connection, and make the call UNAVAILABLE, which callers repeat.
/// </summary>
internal static class GuardedMarshaller
{
    public static Marshaller<T> Of<T>(Marshaller<T> inner)
    {
        var write = inner.ContextualSerializer;
        var read = inner.ContextualDeserializer;

        return new Marshaller<T>(
            (message, context) =>
            {
                try
                {
                    write(message, context);
                }
                catch (Exception exception) when (exception is not RpcException)
                {
                    throw Internal($"The message of the type {typeof(T).Name} cannot be written as protobuf.", exception);
                }
            },
            context =>
            {
                try
                {
                    return read(context);
                }
                catch (Exception exception) when (exception is not RpcException)
                {
                    throw Internal($"The bytes received are not a protobuf message of the type {typeof(T).Name}.", exception);
                }
            });
    }

    private static RpcException Internal(string message, Exception cause) => new(new Status(StatusCode.Internal, message, cause));
}
