namespace Corpus;

[ServiceContract(Name = "corpus.maps.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Maps> EchoAsync(Maps request, CallContext context = default);
}

public enum Size
{
    Unspecified,
    Large,
}

[DataContract]
public sealed class Maps
{
    [DataMember(Name = "by_text", Order = 1)]
    public Dictionary<string, string> ByText { get; set; } = [];

    [DataMember(Name = "by_int", Order = 2)]
    public Dictionary<int, long> ByInt { get; set; } = [];

    [DataMember(Name = "by_ulong", Order = 3)]
    public Dictionary<ulong, Maps> ByUlong { get; } = [];

    [DataMember(Name = "sizes", Order = 4)]
    public Dictionary<string, Size> Sizes { get; set; } = [];

    [DataMember(Name = "bytes", Order = 5)]
    public IDictionary<uint, byte[]> Bytes { get; set; } = new Dictionary<uint, byte[]>();

    [DataMember(Name = "sorted", Order = 6)]
    public SortedDictionary<long, double> Sorted { get; set; } = [];

    [DataMember(Name = "deltas", Order = 7)]
    [ProtoMap(KeyFormat = DataFormat.ZigZag, ValueFormat = DataFormat.FixedSize)]
    public Dictionary<int, int> Deltas { get; set; } = [];
}
