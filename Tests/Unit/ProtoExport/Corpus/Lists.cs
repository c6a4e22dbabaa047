namespace Corpus;

[ServiceContract(Name = "corpus.lists.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Lists> EchoAsync(Lists request, CallContext context = default);
}

public enum Size
{
    Unspecified,
    Large,
}

[DataContract]
public sealed class Lists
{
    [DataMember(Name = "loose", Order = 1)]
    public List<int> Loose { get; set; } = [];

    [ProtoMember(2, Name = "tight", IsPacked = true)]
    public List<int> Tight { get; set; } = [];

    [DataMember(Name = "array", Order = 3)]
    public string[] Array { get; set; } = [];

    [DataMember(Name = "sizes", Order = 4)]
    public List<Size> Sizes { get; set; } = [];

    [DataMember(Name = "children", Order = 5)]
    public List<Lists> Children { get; } = [];

    [DataMember(Name = "set", Order = 6)]
    public HashSet<long> Set { get; set; } = [];

    [DataMember(Name = "blobs", Order = 7)]
    public List<byte[]> Blobs { get; set; } = [];

    [DataMember(Name = "read", Order = 8)]
    public IReadOnlyList<double> Read { get; set; } = new List<double>();

    [DataMember(Name = "maybe_flags", Order = 9)]
    public List<bool>? MaybeFlags { get; set; }
}
