namespace Corpus;

[ServiceContract(Name = "corpus.dates_and_times.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<DatesAndTimes> EchoAsync(DatesAndTimes request, CallContext context = default);
}

[DataContract]
public sealed class DatesAndTimes
{
    [DataMember(Name = "at", Order = 1)]
    public DateTime At { get; set; }

    [DataMember(Name = "maybe_at", Order = 2)]
    public DateTime? MaybeAt { get; set; }

    [DataMember(Name = "lasts", Order = 3)]
    public TimeSpan Lasts { get; set; }

    [DataMember(Name = "maybe_lasts", Order = 4)]
    public TimeSpan? MaybeLasts { get; set; }

    [DataMember(Name = "times", Order = 5)]
    public List<TimeSpan> Times { get; set; } = [];

    [DataMember(Name = "durations", Order = 6)]
    public Dictionary<string, TimeSpan> Durations { get; set; } = [];

    [DataMember(Name = "day", Order = 7)]
    public DateOnly Day { get; set; }

    [DataMember(Name = "maybe_day", Order = 8)]
    public DateOnly? MaybeDay { get; set; }

    [DataMember(Name = "time", Order = 9)]
    public TimeOnly Time { get; set; }

    [DataMember(Name = "maybe_time", Order = 10)]
    public TimeOnly? MaybeTime { get; set; }
}
