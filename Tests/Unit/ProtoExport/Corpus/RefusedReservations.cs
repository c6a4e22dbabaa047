namespace Corpus;

[ServiceContract(Name = "corpus.refused_reservations.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedReservations> EchoAsync(RefusedReservations request, CallContext context = default);
}

[ProtoReserved(536870912)]
[ProtoReserved("not-a-name")]
[DataContract]
public sealed class RefusedReservations
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}
