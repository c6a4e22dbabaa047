namespace Corpus;

[ServiceContract(Name = "corpus.map_entry_names.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<MapEntryNames> EchoAsync(MapEntryNames request, CallContext context = default);
}

[DataContract]
public sealed class ItemsEntry
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}

[DataContract]
public sealed class MapEntryNames
{
    [DataMember(Name = "items", Order = 1)]
    public Dictionary<string, int> Items { get; set; } = [];

    [DataMember(Name = "other", Order = 2)]
    public ItemsEntry? Other { get; set; }
}
