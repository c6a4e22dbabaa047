namespace Corpus;

[ServiceContract(Name = "corpus.old_collections.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<OldCollections> EchoAsync(OldCollections request, CallContext context = default);
}

/// <summary>Values at the level that a contract has which never set one, nullable, in lists, and as keys and values of dictionaries.</summary>
[DataContract]
[CompatibilityLevel(CompatibilityLevel.Level200)]
public sealed class OldCollections
{
    [DataMember(Name = "ids", Order = 1)]
    public List<Guid> Ids { get; set; } = [];

    [DataMember(Name = "times", Order = 2)]
    public DateTime[] Times { get; set; } = [];

    [DataMember(Name = "spans", Order = 3)]
    public List<TimeSpan> Spans { get; set; } = [];

    [DataMember(Name = "prices", Order = 4)]
    public List<decimal> Prices { get; set; } = [];

    [DataMember(Name = "price_by_id", Order = 5)]
    public Dictionary<Guid, decimal> PriceById { get; set; } = [];

    [DataMember(Name = "time_by_name", Order = 6)]
    public Dictionary<string, DateTime> TimeByName { get; set; } = [];

    [DataMember(Name = "maybe_id", Order = 7)]
    public Guid? MaybeId { get; set; }

    [DataMember(Name = "maybe_span", Order = 8)]
    public TimeSpan? MaybeSpan { get; set; }

    [DataMember(Name = "maybe_price", Order = 9)]
    public decimal? MaybePrice { get; set; }

    [ProtoMember(10, Name = "ticks", DataFormat = DataFormat.FixedSize)]
    public TimeSpan Ticks { get; set; }

    [ProtoMember(11, Name = "well_known", DataFormat = DataFormat.WellKnown)]
    public DateTime WellKnown { get; set; }

    [DataMember(Name = "span_by_time", Order = 12)]
    public Dictionary<DateTime, TimeSpan> SpanByTime { get; set; } = [];

    [ProtoMember(13, Name = "time_ticks", DataFormat = DataFormat.FixedSize)]
    public DateTime TimeTicks { get; set; }
}
