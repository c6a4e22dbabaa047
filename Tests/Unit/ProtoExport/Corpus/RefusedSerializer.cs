using ProtoBuf.Serializers;

namespace Corpus;

[ServiceContract(Name = "corpus.refused_serializer.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedSerializer> EchoAsync(RefusedSerializer request, CallContext context = default);
}

[ProtoContract]
public sealed class RefusedSerializer
{
    [ProtoMember(1, Name = "money")]
    public Money? Money { get; set; }
}

[ProtoContract(Serializer = typeof(MoneySerializer))]
public sealed class Money
{
    public decimal Amount { get; set; }
}

public sealed class MoneySerializer : ISerializer<Money>
{
    public SerializerFeatures Features => SerializerFeatures.CategoryMessage | SerializerFeatures.WireTypeString;

    public Money Read(ref ProtoReader.State state, Money value) => throw new NotSupportedException();

    public void Write(ref ProtoWriter.State state, Money value) => throw new NotSupportedException();
}
