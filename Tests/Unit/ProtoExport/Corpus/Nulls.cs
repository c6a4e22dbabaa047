namespace Corpus;

[ServiceContract(Name = "corpus.nulls.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Nulls> EchoAsync(Nulls request, CallContext context = default);
}

[ProtoContract]
public sealed class Nulls
{
    [ProtoMember(1, Name = "texts"), NullWrappedValue]
    public List<string?> Texts { get; set; } = [];

    [ProtoMember(2, Name = "numbers"), NullWrappedValue]
    public List<int?> Numbers { get; set; } = [];

    [ProtoMember(3, Name = "items"), NullWrappedValue]
    public List<Item?> Items { get; set; } = [];

    [ProtoMember(4, Name = "by_name"), NullWrappedValue]
    public Dictionary<string, string?> ByName { get; set; } = [];

    [ProtoMember(5, Name = "maybe_list"), NullWrappedCollection]
    public List<int>? MaybeList { get; set; }

    [ProtoMember(6, Name = "maybe_items"), NullWrappedCollection]
    public List<Item>? MaybeItems { get; set; }

    [ProtoMember(7, Name = "never_null")]
    public List<string?> NeverNull { get; set; } = [];

    [ProtoMember(8, Name = "other_list"), NullWrappedCollection]
    public List<int>? OtherList { get; set; }
}

[ProtoContract]
public sealed class Item
{
    [ProtoMember(1, Name = "text")]
    public string Text { get; set; } = "";
}
