namespace Corpus;

[ServiceContract(Name = "corpus.refused_types.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedTypes> EchoAsync(RefusedTypes request, CallContext context = default);
}

[DataContract]
public sealed class RefusedTypes
{
    [DataMember(Name = "time", Order = 1)]
    public DateTimeOffset Time { get; set; }

    [DataMember(Name = "link", Order = 2)]
    public Uri? Link { get; set; }

    [DataMember(Name = "anything", Order = 3)]
    public object? Anything { get; set; }

    [DataMember(Name = "pair", Order = 4)]
    public (int, string) Pair { get; set; }

    [DataMember(Name = "entry", Order = 5)]
    public KeyValuePair<string, int> Entry { get; set; }

    [DataMember(Name = "plain", Order = 6)]
    public Plain? Plain { get; set; }

    [DataMember(Name = "stamp", Order = 7)]
    public Google.Protobuf.WellKnownTypes.Timestamp? Stamp { get; set; }

    [DataMember(Name = "days", Order = 8)]
    public List<DateOnly> Days { get; set; } = [];

    [DataMember(Name = "pointer", Order = 9)]
    public IntPtr Pointer { get; set; }

    [DataMember(Name = "big", Order = 10)]
    public Int128 Big { get; set; }

    [DataMember(Name = "half", Order = 11)]
    public Half Half { get; set; }

    [DataMember(Name = "times", Order = 12)]
    public List<DateTime> Times { get; set; } = [];

    [DataMember(Name = "times_by_number", Order = 13)]
    public Dictionary<int, DateTime> TimesByNumber { get; set; } = [];
}

public sealed class Plain
{
    public int Number { get; set; }
}
