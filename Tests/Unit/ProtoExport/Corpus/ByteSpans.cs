namespace Corpus;

[ServiceContract(Name = "corpus.byte_spans.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<ByteSpans> EchoAsync(ByteSpans request, CallContext context = default);
}

[DataContract]
public sealed class ByteSpans
{
    [DataMember(Name = "read", Order = 1)]
    public ReadOnlyMemory<byte> Read { get; set; }

    [DataMember(Name = "write", Order = 2)]
    public Memory<byte> Write { get; set; }

    [DataMember(Name = "segment", Order = 3)]
    public ArraySegment<byte> Segment { get; set; }
}
