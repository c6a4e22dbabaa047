using System.Collections.Concurrent;
using CodeFirst.Contracts;
using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace CodeFirst.Client.Calls;

/// <summary>
/// Which calls may be repeated when nobody knows whether they arrived. gRPC's retry policies belong to methods, and this depends on
/// the request: so such a call is made with a method that has the same address and another name, which has the policy.
/// </summary>
internal static class RepeatableMethods
{
    private static readonly ConcurrentDictionary<IMethod, IMethod> Methods = new(ReferenceEqualityComparer.Instance);

    /// <summary>The name that the retry policy is for.</summary>
    public static MethodName Name { get; } = new() { Service = "userservice.UserService", Method = "(repeatable)" };

    /// <summary>Makes a request repeatable that lacks only an id for it. The caller's own stays as it is.</summary>
    public static TRequest Identify<TRequest>(TRequest request)
        where TRequest : class =>
        request is CreateUserRequest { RequestId.Length: 0 } create
            ? (TRequest)(object)(create with { RequestId = Guid.CreateVersion7().ToString() })
            : request;

    /// <summary>Returns the method to call with a request.</summary>
    public static Method<TRequest, TResponse> For<TRequest, TResponse>(Method<TRequest, TResponse> method, TRequest request)
        where TRequest : class
        where TResponse : class =>
        IsRepeatable(request)
            ? (Method<TRequest, TResponse>)Methods.GetOrAdd(
                method, static one => new Repeatable<TRequest, TResponse>((Method<TRequest, TResponse>)one))
            : method;

    // Not DeleteUser: the user would be gone all the same, but the answer to the repeat is NOT_FOUND, as if there had been none.
    // Not UpdateUser without an etag: it would undo what others have changed in between.
    private static bool IsRepeatable(object request) => request is GetUserRequest
        or ListUsersRequest
        or StreamActivityRequest
        or CreateUserRequest { RequestId.Length: > 0 }
        or UpdateUserRequest { ETag.Length: > 0 };

    // The channel looks policies up by the names of the interface, and calls the address of the class.
    private sealed class Repeatable<TRequest, TResponse>(Method<TRequest, TResponse> method)
        : Method<TRequest, TResponse>(
            method.Type, method.ServiceName, method.Name, method.RequestMarshaller, method.ResponseMarshaller),
          IMethod
    {
        string IMethod.ServiceName => RepeatableMethods.Name.Service!;

        string IMethod.Name => RepeatableMethods.Name.Method!;
    }
}
