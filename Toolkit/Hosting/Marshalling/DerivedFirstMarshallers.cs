using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using ProtoBuf.Grpc.Configuration;
using ProtoBuf.Meta;

namespace CodeFirst.Hosting.Marshalling;

/// <summary>
/// Marshals the messages that have derived types, or hold messages that have. All others are left to protobuf-net's own marshallers, so
/// they cost what they cost without it.
/// </summary>
[RequiresUnreferencedCode("The reflective model reads the members of types.")]
[RequiresDynamicCode("The reflective model makes code at run time.")]
internal sealed class DerivedFirstMarshallers : MarshallerFactory
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Type, MessagePlan?> _plans = [];

    /// <summary>Returns a configuration for AddCodeFirstGrpc().</summary>
    public static BinderConfiguration Configure() => BinderConfiguration.Create(
        [new DerivedFirstMarshallers(), ProtoBufMarshallerFactory.Default, ProtoBufMarshallerFactory.GoogleProtobuf]);

    protected override bool CanSerialize(Type type) => Plan(type) is not null;

    protected override Marshaller<T> CreateMarshaller<T>() =>
        DerivedFirst.Wrap(BinderConfiguration.Default.GetMarshaller<T>(), Plan(typeof(T)));

    private MessagePlan? Plan(Type type)
    {
        lock (_lock)
        {
            if (!_plans.TryGetValue(type, out var plan))
            {
                plan = new MessagePlans(RuntimeTypeModel.Default).Find(type);
                _plans.Add(type, plan);
            }

            return plan;
        }
    }
}
