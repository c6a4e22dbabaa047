namespace Corpus;

[ServiceContract(Name = "corpus.formats.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Formats> EchoAsync(Formats request, CallContext context = default);
}

[ProtoContract]
public sealed class Formats
{
    [ProtoMember(1, Name = "zig", DataFormat = DataFormat.ZigZag)]
    public int Zig { get; set; }

    [ProtoMember(2, Name = "fixed", DataFormat = DataFormat.FixedSize)]
    public int Fixed { get; set; }

    [ProtoMember(3, Name = "ufixed", DataFormat = DataFormat.FixedSize)]
    public uint Ufixed { get; set; }

    [ProtoMember(4, Name = "lzig", DataFormat = DataFormat.ZigZag)]
    public long Lzig { get; set; }

    [ProtoMember(5, Name = "lfixed", DataFormat = DataFormat.FixedSize)]
    public long Lfixed { get; set; }

    [ProtoMember(6, Name = "ulfixed", DataFormat = DataFormat.FixedSize)]
    public ulong Ulfixed { get; set; }

    [ProtoMember(7, Name = "twos", DataFormat = DataFormat.TwosComplement)]
    public int Twos { get; set; }
}
