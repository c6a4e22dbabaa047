using System.Reflection;
using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads one service, and through its methods the messages it uses.</summary>
internal sealed class ServiceReader(TypeReader types, CommentBook comments, ProblemList problems)
{
    public void Read(Type contract, string name, FileDescriptorProto file)
    {
        var service = new ServiceDescriptorProto { Name = Naming.SimpleNameOf(name) };
        file.Service.Add(service);
        comments.Describe(service, contract, service.Name);
        if (Deprecation.IsOn(contract))
        {
            service.Options = new ServiceOptions { Deprecated = true };
        }

        // What the contract inherits from another service is served under the name of that one.
        var operations = OperationBinder.Find(contract);
        foreach (var operation in operations.Where(operation => operation.Service == name))
        {
            service.Method.Add(Read(operation, file));
        }

        ReportUnbound(contract, operations);
    }

    private MethodDescriptorProto Read(Operation operation, FileDescriptorProto file)
    {
        var method = new MethodDescriptorProto
        {
            Name = operation.Name,
            InputType = types.ReferToPayload(operation.Request, operation.Method, file),
            OutputType = types.ReferToPayload(operation.Response, operation.Method, file),
        };
        if (Deprecation.IsOn(operation.Method))
        {
            method.Options = new MethodOptions { Deprecated = true };
        }

        if (Idempotency.Of(operation.Method) is not MethodOptions.Types.IdempotencyLevel.IdempotencyUnknown and var level)
        {
            method.Options ??= new MethodOptions();
            method.Options.IdempotencyLevel = level;
        }

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
        var methods = contract.GetInterfaces().Append(contract).SelectMany(type => type.GetMethods());
        foreach (var method in methods.Where(method => !method.IsStatic && !bound.Contains(method)).OrderBy(method => method.MetadataToken))
        {
            if (PayloadsOf(method).FirstOrDefault(type => type.IsValueType) is { } scalar)
            {
                types.ReportPayload(scalar, method);
                continue;
            }

            problems.Add(
                ProblemCodes.UnboundMethod,
                method,
                "is not bound by the server, so no rpc exists for it.",
                FixOf(method.DeclaringType!));
        }
    }

    private static string FixOf(Type owner) =>
        owner.IsDefined(typeof(SubServiceAttribute)) || ServiceBinder.Default.IsServiceContract(owner, out _)
            ? "Take one message (or IAsyncEnumerable of it) and at most a CallContext or CancellationToken; "
              + "return a ValueTask or IAsyncEnumerable of a message."
            : $"Mark {Naming.CSharp(owner)} with [SubService], or with [ServiceContract] if it is a service of its own.";

    private static IEnumerable<Type> PayloadsOf(MethodInfo method) => method.GetParameters()
        .Select(parameter => parameter.ParameterType)
        .Where(type => type.Namespace is not "ProtoBuf.Grpc" and not "System.Threading")
        .Append(method.ReturnType)
        .Select(type => type is { IsGenericType: true, GenericTypeArguments: [var payload] } ? payload : type)
        .Where(type => type != typeof(void) && type != typeof(ValueTask));
}
