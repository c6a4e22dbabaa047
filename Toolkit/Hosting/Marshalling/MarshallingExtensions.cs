using System.Diagnostics.CodeAnalysis;
using CodeFirst.Hosting.Marshalling;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Hosting;

/// <summary>Reads messages with derived types with protobuf-net's compile-time model.</summary>
public static class MarshallingExtensions
{
    /// <summary>
    /// Reads messages of the type <typeparamref name="T"/> in any order of their fields. Call it before <c>MapGrpcService</c>, once for
    /// each request that has derived types ([ProtoInclude]) or contains messages that do. Without it, protobuf-net cannot read an abstract
    /// base that another language wrote in the order of the field numbers. It is for bindings with [ProtoGrpc] whose messages have a
    /// [ProtoModel]: <c>AddCodeFirstGrpc()</c> needs no such call. Other messages have no extra cost.
    /// </summary>
    /// <typeparam name="T">A request of the contract.</typeparam>
    /// <param name="binding">The generated instance, such as <c>OrdersBinding.Instance</c>.</param>
    /// <returns>The same binding.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="binding"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// <typeparamref name="T"/> neither has derived types nor contains messages that do.
    /// </exception>
    [RequiresUnreferencedCode("Finds the derived types of a message with protobuf-net's reflective model.")]
    [RequiresDynamicCode("Finds the derived types of a message with protobuf-net's reflective model.")]
    public static ClientFactory ReadInAnyOrder<T>(this ClientFactory binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        BinderConfiguration configuration = binding;
        configuration.SetMarshaller(DerivedFirstMarshallers.Wrap(configuration.GetMarshaller<T>()));

        return binding;
    }
}
