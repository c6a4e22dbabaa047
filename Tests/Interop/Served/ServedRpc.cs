using System.Reflection;
using Grpc.Core;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>An rpc as protobuf-net.Grpc binds it.</summary>
internal sealed record ServedRpc(string Path, MethodInfo Method, Payload Request, Payload Response)
{
    /// <summary>The rpcs of a class or interface.</summary>
    public static IReadOnlyList<ServedRpc> Of(Type service, BinderConfiguration configuration)
    {
        var rpcs = new List<ServedRpc>();
        new Binder().Bind(rpcs, service, configuration);
        return rpcs;
    }

    public override string ToString() => Path;

    private sealed class Binder : ServerBinder
    {
        protected override bool TryBind<TService, TRequest, TResponse>(
            ServiceBindContext bindContext, Method<TRequest, TResponse> method, MethodStub<TService> stub)
        {
            ((List<ServedRpc>)bindContext.State).Add(new ServedRpc(
                method.FullName,
                stub.Method,
                Payload.Of(method.RequestMarshaller, method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming),
                Payload.Of(method.ResponseMarshaller, method.Type is MethodType.ServerStreaming or MethodType.DuplexStreaming)));
            return true;
        }
    }
}
