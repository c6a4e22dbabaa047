namespace Corpus;

[ServiceContract(Name = "corpus.wrappers.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Wrappers> EchoAsync(Wrappers request, CallContext context = default);
}

[DataContract]
public sealed class Wrappers
{
    [DataMember(Name = "flag", Order = 1)]
    [NullWrappedValue]
    public bool? Flag { get; set; }

    [DataMember(Name = "int", Order = 2)]
    [NullWrappedValue]
    public int? Int { get; set; }

    [DataMember(Name = "uint", Order = 3)]
    [NullWrappedValue]
    public uint? Uint { get; set; }

    [DataMember(Name = "long", Order = 4)]
    [NullWrappedValue]
    public long? Long { get; set; }

    [DataMember(Name = "ulong", Order = 5)]
    [NullWrappedValue]
    public ulong? Ulong { get; set; }

    [DataMember(Name = "float", Order = 6)]
    [NullWrappedValue]
    public float? Float { get; set; }

    [DataMember(Name = "double", Order = 7)]
    [NullWrappedValue]
    public double? Double { get; set; }

    [DataMember(Name = "text", Order = 8)]
    [NullWrappedValue]
    public string? Text { get; set; }

    [DataMember(Name = "bytes", Order = 9)]
    [NullWrappedValue]
    public byte[]? Bytes { get; set; }
}
