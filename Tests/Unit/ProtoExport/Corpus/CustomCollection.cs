namespace Corpus;

[ServiceContract(Name = "corpus.custom_collection.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<CustomCollection> EchoAsync(CustomCollection request, CallContext context = default);
}

public sealed class Names : List<string>;

[DataContract]
public sealed class CustomCollection
{
    [DataMember(Name = "names", Order = 1)]
    public Names Names { get; set; } = [];
}
