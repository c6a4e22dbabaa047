namespace Corpus;

[ServiceContract(Name = "corpus.optional.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Optional> EchoAsync(Optional request, CallContext context = default);
}

public enum Color
{
    Unspecified,
    Red,
}

[DataContract]
public sealed class Optional
{
    [DataMember(Name = "number", Order = 1)]
    public int? Number { get; set; }

    [DataMember(Name = "flag", Order = 2)]
    public bool? Flag { get; set; }

    [DataMember(Name = "factor", Order = 3)]
    public double? Factor { get; set; }

    [DataMember(Name = "text", Order = 4)]
    public string? Text { get; set; }

    [DataMember(Name = "bytes", Order = 5)]
    public byte[]? Bytes { get; set; }

    [DataMember(Name = "color", Order = 6)]
    public Color? Color { get; set; }

    [DataMember(Name = "child", Order = 7)]
    public Optional? Child { get; set; }
}
