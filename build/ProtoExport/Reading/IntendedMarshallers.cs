using System.Reflection;
using Grpc.Core;
using ProtoBuf.Grpc.Configuration;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>
/// Takes what a server serializes, and also what is marked as a message and refused for something in it: a server would leave out the
/// methods that carry it, and the author wants to hear what is wrong.
/// </summary>
internal sealed class IntendedMarshallers(BinderConfiguration configuration) : MarshallerFactory
{
    /// <summary>Whether a server of that configuration can serialize the type as a whole message.</summary>
    public static bool CanSerialize(Type type, BinderConfiguration configuration)
    {
        var marshaller = typeof(BinderConfiguration).GetMethod(nameof(BinderConfiguration.GetMarshaller))!.MakeGenericMethod(type);
        try
        {
            return marshaller.Invoke(configuration, []) is not null;
        }
        catch (TargetInvocationException)
        {
            // No marshaller is known: that is the answer.
            return false;
        }
    }

    protected override bool CanSerialize(Type type) => IsMarked(type) || CanSerialize(type, configuration);

    protected override Marshaller<T> CreateMarshaller<T>() =>
        new(_ => throw new NotSupportedException(), _ => throw new NotSupportedException());

    private static bool IsMarked(Type type) => ContractAttributes.AreOn(type) || (CollectionShape.ItemOf(type) is { } item && IsMarked(item));
}
