using System.Reflection;
using Grpc.Core;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Finds the rpcs of a contract with the logic of the server itself, so that names, streaming kinds and payloads are those that are served.
/// </summary>
internal sealed class OperationBinder : ServerBinder
{
    // As the server of ASP.NET Core asks for them: a method of which none can be made is not bound.
    private delegate Task<TResponse> Unary<TService, TRequest, TResponse>(TService service, TRequest request, ServerCallContext context);

    private delegate Task<TResponse> ClientStream<TService, TRequest, TResponse>(
        TService service, IAsyncStreamReader<TRequest> requests, ServerCallContext context);

    private delegate Task ServerStream<TService, TRequest, TResponse>(
        TService service, TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context);

    private delegate Task Duplex<TService, TRequest, TResponse>(
        TService service, IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext context);

    private readonly HashSet<MethodInfo> _known;

    private OperationBinder(IEnumerable<MethodInfo> known) => _known = [.. known];

    /// <summary>The rpcs of a contract and of the services it inherits, in no order that is promised.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="configuration">How it is served.</param>
    /// <param name="known">Rpcs to leave out. Binding compiles code for each, so this saves time.</param>
    public static IReadOnlyList<Operation> Find(
        Type contract, BinderConfiguration configuration, IEnumerable<Operation>? known = null)
    {
        var operations = new List<Operation>();
        new OperationBinder(known?.Select(operation => operation.Method) ?? []).Bind(operations, contract, configuration);
        return operations;
    }

    protected override bool TryBind<TService, TRequest, TResponse>(
        ServiceBindContext bindContext, Method<TRequest, TResponse> method, MethodStub<TService> stub)
    {
        if (_known.Contains(stub.Method))
        {
            return false;
        }

        _ = method.Type switch
        {
            MethodType.Unary => (Delegate)stub.CreateDelegate<Unary<TService, TRequest, TResponse>>(),
            MethodType.ClientStreaming => stub.CreateDelegate<ClientStream<TService, TRequest, TResponse>>(),
            MethodType.ServerStreaming => stub.CreateDelegate<ServerStream<TService, TRequest, TResponse>>(),
            _ => stub.CreateDelegate<Duplex<TService, TRequest, TResponse>>(),
        };

        var request = new Payload(
            typeof(TRequest),
            method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming,
            ModelOf(method.RequestMarshaller));
        var response = new Payload(
            typeof(TResponse),
            method.Type is MethodType.ServerStreaming or MethodType.DuplexStreaming,
            ModelOf(method.ResponseMarshaller));
        ((List<Operation>)bindContext.State).Add(new Operation(method.ServiceName, method.Name, stub.Method, request, response));
        return true;
    }

    // A marshaller does not say who made it, but its functions are the methods of the factory that did.
    private static TypeModel? ModelOf<T>(Marshaller<T> marshaller) =>
        (marshaller.ContextualSerializer.Target as ProtoBufMarshallerFactory ?? marshaller.Serializer.Target as ProtoBufMarshallerFactory)
        ?.Model;
}
