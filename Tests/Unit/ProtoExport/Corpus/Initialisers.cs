namespace Corpus;

[ServiceContract(Name = "corpus.initialisers.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Initialisers> EchoAsync(Initialisers request, CallContext context = default);
}

public enum Size
{
    Unspecified,
    Large,
}

[DataContract]
public sealed class Initialisers
{
    [DataMember(Name = "number", Order = 1)]
    public int Number { get; set; } = 7;

    [DataMember(Name = "flag", Order = 2)]
    public bool Flag { get; set; } = true;

    [DataMember(Name = "text", Order = 3)]
    public string Text { get; set; } = "x";

    [DataMember(Name = "maybe", Order = 4)]
    public int? Maybe { get; set; } = 0;

    [DataMember(Name = "size", Order = 5)]
    public Size Size { get; set; } = Size.Large;

    [DataMember(Name = "id", Order = 6)]
    public Guid Id { get; set; } = new("00112233-4455-6677-8899-aabbccddeeff");

    [DataMember(Name = "time", Order = 7)]
    public DateTime Time { get; set; } = DateTime.UnixEpoch;

    [DataMember(Name = "bytes", Order = 8)]
    public byte[] Bytes { get; set; } = [1];
}
