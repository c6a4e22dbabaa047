using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using Grpc.Core;
using ProtoBuf.Grpc;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Tells which methods of a contract no server answers. The binder leaves them out with a line in a log, and a caller would look for them.
/// </summary>
internal sealed class UnservedMethods(BinderConfiguration configuration, ProblemList problems)
{
    private const string Left = "so the .proto has no rpc for it.";

    private static readonly Type[] OfClients =
    [
        typeof(CallOptions), typeof(AsyncUnaryCall<>), typeof(AsyncServerStreamingCall<>), typeof(AsyncClientStreamingCall<,>),
        typeof(AsyncDuplexStreamingCall<,>),
    ];

    private static readonly Type[] NoPayloads =
        [typeof(void), typeof(Task), typeof(ValueTask), typeof(CallContext), typeof(CancellationToken), typeof(ServerCallContext)];

    private static readonly Type[] Carriers =
    [
        typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>), typeof(IObservable<>), typeof(IAsyncStreamReader<>),
        typeof(IServerStreamWriter<>),
    ];

    /// <param name="contract">The contract.</param>
    /// <param name="operations">Its rpcs, and those of the services it inherits.</param>
    public void Report(Type contract, IReadOnlyList<Operation> operations)
    {
        var bound = operations.Select(operation => operation.Method).ToHashSet();
        var owners = contract.IsInterface ? contract.GetInterfaces().Append(contract) : [contract];
        foreach (var owner in owners)
        {
            var unserved = owner.GetMethods(BindingFlags.Public | BindingFlags.Instance)
                .Where(method => method.DeclaringType != typeof(object) && !bound.Contains(method))
                .OrderBy(method => method.MetadataToken);
            foreach (var member in unserved.Select(method => (Method: method, Member: MemberOf(method))).DistinctBy(pair => pair.Member))
            {
                Report(contract, owner, member.Method, member.Member);
            }
        }
    }

    private void Report(Type contract, Type owner, MethodInfo method, MemberInfo member)
    {
        if (owner == typeof(IDisposable) || owner == typeof(IAsyncDisposable))
        {
            problems.Warn(
                ProblemCodes.ClientOnly,
                contract,
                $"inherits {owner.Name}, which a client answers by itself, {Left}",
                "Remove it from the contract, or ignore this warning.");
        }
        else if (owner != contract
            && !owner.IsDefined(typeof(SubServiceAttribute))
            && !configuration.Binder.IsServiceContract(owner, out _))
        {
            problems.Warn(
                ProblemCodes.Inherited,
                member,
                $"is inherited by {Naming.CSharp(contract)}, and the server does not serve it, {Left}",
                $"Mark {Naming.CSharp(owner)} with [SubService], or with [Service] if it is a service of its own.");
        }
        else if (TypesOf(method).Any(type => OfClients.Contains(Definition(type))))
        {
            problems.Warn(
                ProblemCodes.ClientOnly,
                member,
                $"has a signature that only clients have, and no server binds it, {Left}",
                "If the rpc exists under another contract, ignore this warning; otherwise take a CallContext and return a ValueTask.");
        }
        else
        {
            problems.Warn(ProblemCodes.Unserved, member, $"is not served: {ReasonFor(method)}, {Left}", FixFor(method));
        }
    }

    private string ReasonFor(MethodInfo method)
    {
        if (method.IsSpecialName)
        {
            return "the server binds methods, not properties and events";
        }

        if (method.IsGenericMethodDefinition)
        {
            return "it is a generic method";
        }

        var payloads = PayloadsOf(method).ToList();
        if (payloads.Find(type => type.IsValueType) is { } value)
        {
            return $"it carries {Naming.CSharp(value)}, and the server binds classes only";
        }

        if (payloads.Find(type => !IntendedMarshallers.CanSerialize(type, configuration)) is { } unknown)
        {
            return $"protobuf-net does not serialize {Naming.CSharp(unknown)} as a message";
        }

        return "the server knows no such combination of parameters and result";
    }

    private string FixFor(MethodInfo method) => method.IsSpecialName || method.IsGenericMethodDefinition
        ? "Write a method without type parameters."
        : PayloadsOf(method).Any(type => type.IsValueType || !IntendedMarshallers.CanSerialize(type, configuration))
            ? "Put it into a class with [DataContract] or [ProtoContract], as its member."
            : "Take one message (or IAsyncEnumerable of it) and at most a CallContext or CancellationToken; "
              + "return a ValueTask or IAsyncEnumerable of a message.";

    private static IEnumerable<Type> PayloadsOf(MethodInfo method) => TypesOf(method)
        .Select(type => Carriers.Contains(Definition(type)) ? type.GenericTypeArguments[0] : type)
        .Where(type => !NoPayloads.Contains(type) && !type.IsByRef && !type.IsPointer && !type.ContainsGenericParameters);

    private static IEnumerable<Type> TypesOf(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType);

    private static Type Definition(Type type) => type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;

    // The property or event of an accessor, which is what the author wrote.
    private static MemberInfo MemberOf(MethodInfo method) => !method.IsSpecialName
        ? method
        : method.DeclaringType!.GetProperties().FirstOrDefault(property => property.GetAccessors().Contains(method))
          ?? (MemberInfo?)method.DeclaringType.GetEvents()
              .FirstOrDefault(@event => @event.AddMethod == method || @event.RemoveMethod == method)
          ?? method;
}
