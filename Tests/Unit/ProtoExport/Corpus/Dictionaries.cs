namespace Corpus;

[ServiceContract(Name = "corpus.dictionaries.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Dictionaries> EchoAsync(Dictionaries request, CallContext context = default);
}

public enum Size
{
    Small = 1,
    Large,
}

public enum Tiny : byte
{
    None,
    One,
}

[DataContract]
public sealed class Dictionaries
{
    [DataMember(Name = "by_double", Order = 1)]
    public Dictionary<double, string> ByDouble { get; set; } = [];

    [DataMember(Name = "by_size", Order = 2)]
    public Dictionary<Size, string> BySize { get; set; } = [];

    [DataMember(Name = "by_flag", Order = 3)]
    public Dictionary<bool, string> ByFlag { get; set; } = [];

    [DataMember(Name = "by_id", Order = 4)]
    public Dictionary<Guid, string> ById { get; set; } = [];

    [DataMember(Name = "lists", Order = 5)]
    public Dictionary<string, List<int>> Lists { get; set; } = [];

    [DataMember(Name = "maps", Order = 6)]
    public Dictionary<string, Dictionary<int, Size>> Maps { get; set; } = [];

    [DataMember(Name = "by_item", Order = 7)]
    public Dictionary<Item, Item> ByItem { get; set; } = [];

    [DataMember(Name = "by_tiny", Order = 8)]
    public Dictionary<Tiny, Item> ByTiny { get; set; } = [];

    [DataMember(Name = "by_letter", Order = 9)]
    public Dictionary<char, int> ByLetter { get; set; } = [];

    [ProtoMember(10, Name = "no_map"), ProtoMap(DisableMap = true)]
    public Dictionary<string, int> NoMap { get; set; } = [];

    [DataMember(Name = "maybe_values", Order = 11)]
    public Dictionary<string, int?> MaybeValues { get; set; } = [];

    [DataMember(Name = "pairs", Order = 12)]
    public List<KeyValuePair<string, int>> Pairs { get; set; } = [];

    [DataMember(Name = "same_flag", Order = 13)]
    public Dictionary<bool, string> SameFlag { get; set; } = [];
}

[DataContract]
public sealed record Item
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}
