namespace Corpus;

[ServiceContract(Name = "corpus.well_known_messages.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<WellKnownMessages> EchoAsync(WellKnownMessages request, CallContext context = default);
}

[DataContract]
public sealed class WellKnownMessages
{
    [DataMember(Name = "at", Order = 1)]
    public ProtoBuf.WellKnownTypes.Timestamp At { get; set; }

    [DataMember(Name = "lasts", Order = 2)]
    public ProtoBuf.WellKnownTypes.Duration? Lasts { get; set; }

    [DataMember(Name = "nothing", Order = 3)]
    public ProtoBuf.WellKnownTypes.Empty? Nothing { get; set; }
}
