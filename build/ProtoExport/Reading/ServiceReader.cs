using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads one service, and through its methods the messages it uses.</summary>
internal sealed class ServiceReader(TypeReader types, CommentBook comments, ProblemList problems)
{
    public ServiceDescriptorProto Read(Type contract, string name, IReadOnlyList<Operation> operations)
    {
        var service = new ServiceDescriptorProto { Name = Naming.SimpleNameOf(name) };
        comments.Describe(service, contract, service.Name);
        foreach (var operation in operations)
        {
            service.Method.Add(Read(operation));
        }

        ReportUnbound(contract, operations);
        return service;
    }

    private MethodDescriptorProto Read(Operation operation)
    {
        var method = new MethodDescriptorProto
        {
            Name = operation.Name,
            InputType = types.ReferToPayload(operation.Request, operation.Method),
            OutputType = types.ReferToPayload(operation.Response, operation.Method),
        };

        // Set only when true: an explicit false is another descriptor than protoc makes.
        if (operation.ClientStreaming)
        {
            method.ClientStreaming = true;
        }

        if (operation.ServerStreaming)
        {
            method.ServerStreaming = true;
        }

        comments.Describe(method, operation.Method, operation.Name);
        return method;
    }

    // The binder leaves out what it cannot serve, and says so only in a log.
    private void ReportUnbound(Type contract, IReadOnlyList<Operation> operations)
    {
        var bound = operations.Select(operation => operation.Method).ToHashSet();
        foreach (var method in contract.GetMethods().Where(method => !bound.Contains(method)).OrderBy(method => method.MetadataToken))
        {
            if (PayloadsOf(method).FirstOrDefault(type => type.IsValueType) is { } scalar)
            {
                types.ReportPayload(scalar, method);
                continue;
            }

            problems.Add(
                ProblemCodes.UnboundMethod,
                Naming.Where(method),
                "is not bound by the server, so no rpc exists for it.",
                "Take one message (or IAsyncEnumerable of it) and at most a CallContext or CancellationToken; "
                + "return a ValueTask or IAsyncEnumerable of a message.");
        }
    }

    private static IEnumerable<Type> PayloadsOf(MethodInfo method) => method.GetParameters()
        .Select(parameter => parameter.ParameterType)
        .Where(type => type.Namespace is not "ProtoBuf.Grpc" and not "System.Threading")
        .Append(method.ReturnType)
        .Select(type => type is { IsGenericType: true, GenericTypeArguments: [var payload] } ? payload : type)
        .Where(type => type != typeof(void) && type != typeof(ValueTask));
}
