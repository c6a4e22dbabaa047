extern alias Transcoded;

using Google.Protobuf;
using Grpc.Core;
using Transcoded::CodeFirst.Proto;

namespace CodeFirst.Tests.Interop.Peer;

/// <summary>The user service on the classes that Google's compiler makes of the exported file with its routes. Sends each call on.</summary>
public sealed class ForwardedUsers(CallInvoker server) : UserService.UserServiceBase
{
    public override Task<User> GetUser(GetUserRequest request, ServerCallContext context) =>
        CallAsync<GetUserRequest, User>(request, context);

    public override Task<ListUsersResponse> ListUsers(ListUsersRequest request, ServerCallContext context) =>
        CallAsync<ListUsersRequest, ListUsersResponse>(request, context);

    public override Task<User> CreateUser(CreateUserRequest request, ServerCallContext context) =>
        CallAsync<CreateUserRequest, User>(request, context);

    public override Task<User> UpdateUser(UpdateUserRequest request, ServerCallContext context) =>
        CallAsync<UpdateUserRequest, User>(request, context);

    public override Task<DeleteUserResponse> DeleteUser(DeleteUserRequest request, ServerCallContext context) =>
        CallAsync<DeleteUserRequest, DeleteUserResponse>(request, context);

    public override async Task StreamUserActivity(
        StreamActivityRequest request, IServerStreamWriter<ActivityEvent> responseStream, ServerCallContext context)
    {
        using var call = server.AsyncServerStreamingCall(
            MethodOf<StreamActivityRequest, ActivityEvent>(context, MethodType.ServerStreaming),
            null,
            new CallOptions(cancellationToken: context.CancellationToken),
            request);
        await foreach (var recorded in call.ResponseStream.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(recorded);
        }
    }

    private async Task<TResponse> CallAsync<TRequest, TResponse>(TRequest request, ServerCallContext context)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        using var call = server.AsyncUnaryCall(
            MethodOf<TRequest, TResponse>(context, MethodType.Unary),
            null,
            new CallOptions(cancellationToken: context.CancellationToken),
            request);

        return await call;
    }

    private static Method<TRequest, TResponse> MethodOf<TRequest, TResponse>(ServerCallContext context, MethodType type)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() => new(
            type, UserService.Descriptor.FullName, context.Method.Split('/')[^1], MarshallerOf<TRequest>(), MarshallerOf<TResponse>());

    private static Marshaller<T> MarshallerOf<T>()
        where T : class, IMessage<T>, new() =>
        Marshallers.Create(message => message.ToByteArray(), new MessageParser<T>(() => new T()).ParseFrom);
}
