using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using CodeFirst.Hosting.Marshalling;
using CodeFirst.Hosting.Reflection;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace CodeFirst.Hosting;

/// <summary>How messages with derived types are read with protobuf-net's compile-time model.</summary>
public static class MarshallingExtensions
{
    /// <summary>
    /// Reads messages of the type <typeparamref name="T"/> in any order of their fields, if it has types with [ProtoInclude], or holds
    /// messages that have. Without it, protobuf-net cannot read an abstract base that another language has written by field numbers.
    /// For a binding with [ProtoGrpc] whose messages have a [ProtoModel]: with <c>AddCodeFirstGrpc()</c> it is done already. Call it once
    /// for each type of request, before <c>MapGrpcService</c>. All other messages cost what they cost without it.
    /// The derived types are those of the contract's descriptor set, which the build embeds. A contract without one is read by reflection,
    /// which native programs cannot do.
    /// </summary>
    /// <typeparam name="T">A request of the contract.</typeparam>
    /// <param name="binding">The instance that the generator makes, such as <c>OrdersBinding.Instance</c>.</param>
    /// <returns>The same binding.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="binding"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// <typeparamref name="T"/> neither has derived types nor holds messages that have. Or the program is native, and none or several of
    /// the messages in its descriptor sets have the name of the type.
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
        if (new DescribedPlans(DescriptorSets.Files()).TryFind(type, out var plan))
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
