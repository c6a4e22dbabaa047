using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Calling.Calls;

/// <summary>What a contract says about its methods.</summary>
internal static class ContractMethods
{
    /// <summary>What is read of a contract; native code must keep it.</summary>
    public const DynamicallyAccessedMemberTypes Read = DynamicallyAccessedMemberTypes.PublicConstructors // asked for by AddGrpcClient
        | DynamicallyAccessedMemberTypes.PublicMethods
        | DynamicallyAccessedMemberTypes.Interfaces;

    /// <summary>
    /// Returns the full names of the methods that may be repeated. The attributes are recognised by name, so that a team may declare
    /// its own.
    /// </summary>
    [UnconditionalSuppressMessage(
        "Trimming", "IL2075", Justification = "Proxies call the methods of inherited interfaces, which keeps them and their attributes.")]
    public static IReadOnlySet<string> FindRepeatable([DynamicallyAccessedMembers(Read)] Type contract, ServiceBinder binder)
    {
        var repeatable = new HashSet<string>(StringComparer.Ordinal);
        if (!binder.IsServiceContract(contract, out var ownName))
        {
            return repeatable;
        }

        Add(contract.GetMethods(), ownName);
        foreach (var inherited in contract.GetInterfaces())
        {
            // A part of the contract that is no service of its own goes by the name of the whole.
            Add(inherited.GetMethods(), binder.IsServiceContract(inherited, out var name) ? name : ownName);
        }

        return repeatable;

        void Add(MethodInfo[] methods, string? service)
        {
            foreach (var method in methods)
            {
                if (IsRepeatable(method) && binder.IsOperationContract(method, out var name))
                {
                    repeatable.Add($"/{service}/{name}");
                }
            }
        }
    }

    private static bool IsRepeatable(MethodInfo method)
    {
        foreach (var attribute in method.CustomAttributes)
        {
            switch (attribute.AttributeType.Name)
            {
                case "NoSideEffectsAttribute" or "IdempotentAttribute":
                case "HttpAttribute" when attribute.ConstructorArguments is [{ Value: string route }, ..]
                    && route.StartsWith("GET ", StringComparison.OrdinalIgnoreCase):
                    return true;
            }
        }

        return false;
    }
}
