using System.Reflection;
using CodeFirst.ProtoExport.Problems;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Finds the services that a server can bind: interfaces, closed generic interfaces that a type of the contract implements, and classes
/// that are services by themselves.
/// </summary>
internal sealed class ServiceFinder(BinderConfiguration configuration, ProblemList problems)
{
    private readonly UnservedMethods _unserved = new(configuration, problems);
    private readonly BinderConfiguration _intended =
        BinderConfiguration.Create([new IntendedMarshallers(configuration)], configuration.Binder);

    /// <param name="types">The types of the contract, in the order they are declared.</param>
    public IReadOnlyList<ServedService> Find(IReadOnlyList<Type> types)
    {
        var found = new List<ServedService>();
        foreach (var (contract, name) in Contracts(types))
        {
            if (Bind(contract) is { } operations)
            {
                _unserved.Report(contract, operations);

                // What the contract inherits from another service is served under the name of that one.
                var own = operations.Where(operation => operation.Service == name).ToList();
                if (IsProtoName(contract, name, own))
                {
                    found.Add(new ServedService(name, contract, own));
                }
            }
        }

        if (found.Count == 0 && !problems.AnyError)
        {
            problems.Add(
                ProblemCodes.NoService,
                "contract",
                "has no service.",
                "Mark a public interface with [ServiceContract(Name = \"package.Name\")].");
        }

        return [.. found.GroupBy(service => service.Name, StringComparer.Ordinal).Select(Merge)];
    }

    private List<(Type Contract, string Name)> Contracts(IReadOnlyList<Type> types)
    {
        // A generic interface is a service once for each way in which it is closed.
        var closed = types.Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => type.GetInterfaces())
            .Where(type => type.IsConstructedGenericType)
            .Distinct()
            .OrderBy(Naming.CSharp, StringComparer.Ordinal)
            .ToList();
        ReportOpen(types.Where(type => type.IsGenericTypeDefinition), [.. types, .. closed]);

        var contracts = new List<(Type Contract, string Name)>();
        foreach (var type in types.Where(type => !type.ContainsGenericParameters).Concat(closed).Where(CanBeContract).Distinct())
        {
            if (configuration.Binder.IsServiceContract(type, out var name))
            {
                contracts.Add((type, name!));
            }
        }

        return contracts;
    }

    // A class is bound by itself only if it says so, and then none of its interfaces is.
    private static bool CanBeContract(Type type) => typeof(IGrpcService).IsAssignableFrom(type)
        ? type is { IsClass: true, IsAbstract: false }
        : type.IsInterface;

    private IReadOnlyList<Operation>? Bind(Type contract)
    {
        try
        {
            var served = OperationBinder.Find(contract, configuration);
            var refused = OperationBinder.Find(contract, _intended, known: served);
            return [.. served.Concat(refused.Select(operation => operation with { IsRefused = true })).OrderBy(Place)];

            (bool, int) Place(Operation operation) => (operation.Method.DeclaringType == contract, operation.Method.MetadataToken);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or NotSupportedException
            or TargetInvocationException)
        {
            var cause = failure is TargetInvocationException { InnerException: { } inner } ? inner : failure;
            problems.Add(
                ProblemCodes.UnbindableService,
                contract,
                $"stops the server when it is mapped: {cause.Message.TrimEnd('.')}.",
                "A service is either [Service] or [SubService], and its methods have no ref, in or out parameters.");
            return null;
        }
    }

    private bool IsProtoName(Type contract, string name, List<Operation> operations)
    {
        if (name.Split('.').All(Naming.IsIdentifier))
        {
            return true;
        }

        var path = operations.Count > 0 ? operations[0].Path : $"/{name}/";
        var why = name.StartsWith('.')
            ? "because it has no C# namespace, and a name in a .proto cannot start with a dot."
            : "which is not valid in a .proto: names there consist of letters, digits and _.";
        var fix = contract.IsGenericType && name.Contains('`', StringComparison.Ordinal)
            ? "Name the generic argument with [DataContract(Name = \"...\")], or the service with [Service(\"package.Name\")]."
            : $"Name it with [Service(\"package.{Naming.SimpleNameOf(name)}\")].";
        problems.Add(
            ProblemCodes.InvalidName,
            contract,
            $"is served at {path}, {why}",
            $"{fix} That changes the path: deploy callers and servers together, or serve a second contract under the new name.");
        return false;
    }

    // Two contracts may share a name: a server binds the methods of both there.
    private ServedService Merge(IGrouping<string, ServedService> same)
    {
        var operations = new List<Operation>();
        foreach (var operation in same.SelectMany(service => service.Operations))
        {
            var other = operations.Find(known => known.Path == operation.Path);
            if (other is null)
            {
                operations.Add(operation);
            }
            else if (!other.IsSameAs(operation) || other.Method.DeclaringType == operation.Method.DeclaringType)
            {
                problems.Add(
                    ProblemCodes.SameMemberName,
                    operation.Method,
                    $"is bound to {operation.Path}, as {Naming.Where(other.Method)} is: a server that maps both answers neither.",
                    "Give one of them another Name.");
            }
        }

        return new ServedService(same.Key, same.First().Contract, operations);
    }

    private void ReportOpen(IEnumerable<Type> definitions, IReadOnlyList<Type> all)
    {
        foreach (var definition in definitions.Where(type => type.IsInterface && configuration.Binder.IsServiceContract(type, out _)))
        {
            if (!all.Any(type => type.IsConstructedGenericType && type.GetGenericTypeDefinition() == definition))
            {
                problems.Warn(
                    ProblemCodes.OpenGenericService,
                    definition,
                    "is a generic service that no type here closes, so nothing is exported for it.",
                    $"Inherit it in the contract: public interface IOrders : {definition.Name.Split('`')[0]}<...>.");
            }
        }
    }
}
