using CodeFirst.Tests.Unit.ProtoExport;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>A C# program with the classes that Google's compiler makes of the exported files.</summary>
internal sealed class ProtocCaller(ServedContract contract, CallInvoker server)
{
    private readonly Dictionary<string, MethodDescriptor> _methods = GeneratedPeer.Files(contract.Case)
        .SelectMany(file => file.Services)
        .SelectMany(service => service.Methods)
        .ToDictionary(ServedContract.PathOf, StringComparer.Ordinal);

    /// <summary>The rpcs that the generated classes know.</summary>
    public IEnumerable<string> Paths => _methods.Keys;

    /// <summary>Makes the call, and returns the responses.</summary>
    public async Task<IReadOnlyList<IMessage>> CallAsync(Exchange exchange)
    {
        var descriptor = _methods[exchange.Rpc.Path];
        var method = new Method<IMessage, IMessage>(
            KindOf(descriptor),
            descriptor.Service.FullName,
            descriptor.Name,
            Marshaller(descriptor.InputType),
            Marshaller(descriptor.OutputType));
        var options = new CallOptions([new Metadata.Entry(Exchange.Header, exchange.Id)], Patience.Deadline);
        var requests = exchange.Requests
            .Select(request => descriptor.InputType.Parser.ParseFrom(exchange.Rpc.Request.Write(request)))
            .ToList();
        switch (method.Type)
        {
            case MethodType.Unary:
                return [await server.AsyncUnaryCall(method, null, options, requests.Single())];

            case MethodType.ServerStreaming:
                using (var call = server.AsyncServerStreamingCall(method, null, options, requests.Single()))
                {
                    return await ReadAllAsync(call.ResponseStream);
                }

            case MethodType.ClientStreaming:
                using (var call = server.AsyncClientStreamingCall(method, null, options))
                {
                    await WriteAllAsync(call.RequestStream, requests);
                    return [await call];
                }

            default:
                using (var call = server.AsyncDuplexStreamingCall(method, null, options))
                {
                    await WriteAllAsync(call.RequestStream, requests);
                    return await ReadAllAsync(call.ResponseStream);
                }
        }
    }

    /// <summary>What the generated classes make of what the service sent.</summary>
    public IEnumerable<IMessage> Expected(Exchange exchange) => exchange.Responses
        .Select(response => _methods[exchange.Rpc.Path].OutputType.Parser.ParseFrom(exchange.Rpc.Response.Write(response)));

    private static MethodType KindOf(MethodDescriptor method) => (method.IsClientStreaming, method.IsServerStreaming) switch
    {
        (false, false) => MethodType.Unary,
        (false, true) => MethodType.ServerStreaming,
        (true, false) => MethodType.ClientStreaming,
        (true, true) => MethodType.DuplexStreaming,
    };

    private static Marshaller<IMessage> Marshaller(MessageDescriptor type) =>
        Marshallers.Create(message => message.ToByteArray(), bytes => type.Parser.ParseFrom(bytes));

    private static async Task WriteAllAsync(IClientStreamWriter<IMessage> stream, List<IMessage> requests)
    {
        foreach (var request in requests)
        {
            await stream.WriteAsync(request);
        }

        await stream.CompleteAsync();
    }

    private static async Task<IReadOnlyList<IMessage>> ReadAllAsync(IAsyncStreamReader<IMessage> stream)
    {
        var responses = new List<IMessage>();
        await foreach (var response in stream.ReadAllAsync())
        {
            responses.Add(response);
        }

        return responses;
    }
}
