namespace Corpus;

[ServiceContract(Name = "corpus.refused_formats.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedFormats> EchoAsync(RefusedFormats request, CallContext context = default);
}

[ProtoContract]
public sealed class RefusedFormats
{
    [ProtoMember(1, DataFormat = DataFormat.FixedSize)]
    public bool Flag { get; set; }

    [ProtoMember(2, DataFormat = DataFormat.FixedSize)]
    public DateTime Time { get; set; }

    [ProtoMember(3, DataFormat = DataFormat.FixedSize)]
    public Guid Id { get; set; }

    [ProtoMember(4, DataFormat = DataFormat.ZigZag)]
    public short Short { get; set; }

    [ProtoMember(5, DataFormat = DataFormat.Group)]
    public RefusedFormats? Child { get; set; }
}
