namespace Corpus;

[ServiceContract(Name = "corpus.refused_maps.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedMaps> EchoAsync(RefusedMaps request, CallContext context = default);
}

public enum Size
{
    Unspecified,
}

[DataContract]
public sealed class RefusedMaps
{
    [DataMember(Name = "by_double", Order = 1)]
    public Dictionary<double, string> ByDouble { get; set; } = [];

    [DataMember(Name = "by_size", Order = 2)]
    public Dictionary<Size, string> BySize { get; set; } = [];

    [DataMember(Name = "by_flag", Order = 3)]
    public Dictionary<bool, string> ByFlag { get; set; } = [];

    [DataMember(Name = "by_id", Order = 4)]
    public Dictionary<Guid, string> ById { get; set; } = [];

    [DataMember(Name = "nulls", Order = 5)]
    public Dictionary<string, string?> Nulls { get; set; } = [];

    [DataMember(Name = "lists", Order = 6)]
    public Dictionary<string, List<int>> Lists { get; set; } = [];

    [DataMember(Name = "objects", Order = 7)]
    public Dictionary<string, object> Objects { get; set; } = [];
}
