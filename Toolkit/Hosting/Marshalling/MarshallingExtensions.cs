using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using CodeFirst.Hosting.Marshalling;
using CodeFirst.Hosting.Reflection;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace CodeFirst.Hosting;

/// <summary>Reads messages with derived types with protobuf-net's compile-time model.</summary>
public static class MarshallingExtensions
{
    // Read once, however many requests are named.
    private static readonly Lazy<DescribedPlans> Described = new(() => new DescribedPlans(DescriptorSets.Files()));

    /// <summary>
    /// Reads messages of the type <typeparamref name="T"/> in any order of their fields. Call it before <c>MapGrpcService</c>, once for
    /// each request that has derived types ([ProtoInclude]) or contains messages that do. Without it, protobuf-net cannot read an abstract
    /// base that another language wrote in the order of the field numbers. It is for bindings with [ProtoGrpc] whose messages have a
    /// [ProtoModel]: <c>AddCodeFirstGrpc()</c> needs no such call. Other messages have no extra cost.
    /// The derived types come from the contract's descriptor set, which the build embeds. Without one, the method reads the contract by
    /// reflection, which native programs cannot do.
    /// </summary>
    /// <typeparam name="T">A request of the contract.</typeparam>
    /// <param name="binding">The generated instance, such as <c>OrdersBinding.Instance</c>.</param>
    /// <returns>The same binding.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="binding"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// <typeparamref name="T"/> neither has derived types nor contains messages that do. Or the program is native, and its descriptor sets
    /// have no message with the name of the type, or several.
    /// </exception>
    public static ClientFactory ReadInAnyOrder<T>(this ClientFactory binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        BinderConfiguration configuration = binding;
        configuration.SetMarshaller(DerivedFirst.Wrap(configuration.GetMarshaller<T>(), Plan(typeof(T))));

        return binding;
    }

    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "Native programs do not come here, and protobuf-net's reflective model does not support trimming.")]
    private static MessagePlan? Plan(Type type)
    {
        if (Described.Value.TryFind(type, out var plan))
        {
            return plan;
        }

        return RuntimeFeature.IsDynamicCodeSupported
            ? new MessagePlans(RuntimeTypeModel.Default).Find(type)
            : throw new InvalidOperationException(
                $"The descriptor sets in this program have no message, or several, with the name of {type}. Export the contract of the type "
                + "with CodeFirst.ProtoExport, and give the type a name of its own.");
    }
}
