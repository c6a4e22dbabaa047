namespace Corpus;

[ServiceContract(Name = "corpus.refused_lists.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedLists> EchoAsync(RefusedLists request, CallContext context = default);
}

[DataContract]
public sealed class RefusedLists
{
    [DataMember(Name = "nested", Order = 1)]
    public List<List<int>> Nested { get; set; } = [];

    [DataMember(Name = "jagged", Order = 2)]
    public int[][] Jagged { get; set; } = [];

    [DataMember(Name = "nulls", Order = 3)]
    public List<string?> Nulls { get; set; } = [];

    [DataMember(Name = "null_numbers", Order = 4)]
    public List<int?> NullNumbers { get; set; } = [];

    [DataMember(Name = "seeded", Order = 5)]
    public List<int> Seeded { get; set; } = [1];
}
