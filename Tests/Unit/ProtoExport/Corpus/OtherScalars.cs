namespace Corpus;

[ServiceContract(Name = "corpus.other_scalars.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<OtherScalars> EchoAsync(OtherScalars request, CallContext context = default);
}

[ProtoContract]
public sealed class OtherScalars
{
    [ProtoMember(1, Name = "link")]
    public Uri? Link { get; set; }

    [ProtoMember(2, Name = "type")]
    public Type? Type { get; set; }

    [ProtoMember(3, Name = "links")]
    public List<Uri> Links { get; set; } = [];

    [ProtoMember(4, Name = "size")]
    public nint Size { get; set; }

    [ProtoMember(5, Name = "length")]
    public nuint Length { get; set; }

    [ProtoMember(6, Name = "days")]
    public List<DateOnly> Days { get; set; } = [];

    [ProtoMember(7, Name = "times_of_day")]
    public TimeOnly[] TimesOfDay { get; set; } = [];

    [ProtoMember(8, Name = "letters")]
    public List<char> Letters { get; set; } = [];

    [ProtoMember(9, Name = "times")]
    public List<DateTime> Times { get; set; } = [];

    [ProtoMember(10, Name = "time_by_number")]
    public Dictionary<int, DateTime> TimeByNumber { get; set; } = [];

    [ProtoMember(11, Name = "zigzag", DataFormat = DataFormat.ZigZag)]
    public short ZigZag { get; set; }

    [ProtoMember(12, Name = "fixed_short", DataFormat = DataFormat.FixedSize)]
    public ushort FixedShort { get; set; }

    [ProtoMember(13, Name = "binary_id", DataFormat = DataFormat.FixedSize)]
    public Guid BinaryId { get; set; }

    [ProtoMember(14, Name = "flag", DataFormat = DataFormat.FixedSize)]
    public bool Flag { get; set; }
}
