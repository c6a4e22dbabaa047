namespace Corpus;

[ServiceContract(Name = "corpus.named_generic.v1.TestService")]
public interface ITestService
{
    ValueTask<Page<Item>> List(Item request);
}

/// <summary>One page.</summary>
[DataContract(Name = "ItemPage")]
public sealed class Page<T>
{
    /// <summary>What is on it.</summary>
    [DataMember(Name = "items", Order = 1)]
    public List<T> Items { get; set; } = [];

    [DataMember(Name = "first", Order = 2)]
    public T? First { get; set; }
}

[DataContract]
public sealed class Item
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = "";
}
