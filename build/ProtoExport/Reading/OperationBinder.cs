using Grpc.Core;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Finds the rpcs of a contract with the logic of the server itself, so that names and streaming kinds are those that are served.
/// </summary>
internal sealed class OperationBinder : ServerBinder
{
    private static readonly BinderConfiguration AnyMessage = BinderConfiguration.Create([new AnyClass()]);

    /// <summary>The rpcs of a contract, in the order its methods are declared.</summary>
    public static IReadOnlyList<Operation> Find(Type contract)
    {
        var operations = new List<Operation>();
        new OperationBinder().Bind(operations, contract, AnyMessage);

        // The order of reflection is not promised; the compiler numbers methods as it meets them.
        return
        [
            .. operations
                .OrderBy(operation => operation.Method.DeclaringType == contract)
                .ThenBy(operation => operation.Method.MetadataToken),
        ];
    }

    protected override bool TryBind<TService, TRequest, TResponse>(
        ServiceBindContext bindContext, Method<TRequest, TResponse> method, MethodStub<TService> stub)
    {
        var operations = (List<Operation>)bindContext.State;
        operations.Add(new Operation(
            method.ServiceName,
            method.Name,
            stub.Method,
            typeof(TRequest),
            typeof(TResponse),
            ClientStreaming: method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming,
            ServerStreaming: method.Type is MethodType.ServerStreaming or MethodType.DuplexStreaming));
        return true;
    }

    // Lets the binder judge only the shape of a method: what is wrong inside a message is told by member, not as a method left out.
    private sealed class AnyClass : MarshallerFactory
    {
        protected override bool CanSerialize(Type type) => type.IsClass;

        protected override Marshaller<T> CreateMarshaller<T>() =>
            new(_ => throw new NotSupportedException(), _ => throw new NotSupportedException());
    }
}
