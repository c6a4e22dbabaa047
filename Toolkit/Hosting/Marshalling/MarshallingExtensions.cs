using System.Diagnostics.CodeAnalysis;
using CodeFirst.Hosting.Marshalling;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.Hosting;

/// <summary>How messages with derived types are read with protobuf-net's compile-time model.</summary>
public static class MarshallingExtensions
{
    /// <summary>
    /// Reads messages of the type <typeparamref name="T"/> in any order of their fields, if it has types with [ProtoInclude], or holds
    /// messages that have. Without it, protobuf-net cannot read an abstract base that another language has written by field numbers.
    /// For a binding with [ProtoGrpc] whose messages have a [ProtoModel]: with <c>AddCodeFirstGrpc()</c> it is done already. Call it once
    /// for each type of request, before <c>MapGrpcService</c>. All other messages cost what they cost without it.
    /// </summary>
    /// <typeparam name="T">A request of the contract.</typeparam>
    /// <param name="binding">The instance that the generator makes, such as <c>OrdersBinding.Instance</c>.</param>
    /// <returns>The same binding.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="binding"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// <typeparamref name="T"/> neither has derived types nor holds messages that have.
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
