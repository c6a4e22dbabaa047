namespace Corpus;

[ServiceContract(Name = "corpus.refused_wrappers.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedWrappers> EchoAsync(RefusedWrappers request, CallContext context = default);
}

[DataContract]
public sealed class RefusedWrappers
{
    [DataMember(Name = "time", Order = 1)]
    [NullWrappedValue]
    public DateTime? Time { get; set; }

    [DataMember(Name = "group", Order = 2)]
    [NullWrappedValue(AsGroup = true)]
    public int? Group { get; set; }

    [DataMember(Name = "items", Order = 3)]
    [NullWrappedValue]
    public List<int?> Items { get; set; } = [];

    [DataMember(Name = "text", Order = 4)]
    [NullWrappedValue]
    public string? Text { get; set; } = "";
}
