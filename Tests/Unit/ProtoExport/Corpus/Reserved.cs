namespace Corpus;

[ServiceContract(Name = "corpus.reserved.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Reserved> EchoAsync(Reserved request, CallContext context = default);
}

[ProtoReserved(10, 12, "Taken by the beta.")]
[ProtoReserved(2)]
[ProtoReserved(5, 7)]
[ProtoReserved(6, 8)]
[ProtoReserved(3)]
[ProtoReserved("old_name", "Renamed to title.")]
[ProtoReserved("older_name")]
[DataContract]
public sealed class Reserved
{
    [DataMember(Name = "color", Order = 1)]
    public Color Color { get; set; }
}

[ProtoReserved(2, 4)]
[ProtoReserved("COLOR_PINK")]
public enum Color
{
    [EnumMember(Value = "COLOR_UNSPECIFIED")]
    Unspecified,
}
