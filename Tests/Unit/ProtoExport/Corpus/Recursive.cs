namespace Corpus;

[ServiceContract(Name = "corpus.recursive.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Recursive> EchoAsync(Recursive request, CallContext context = default);
}

[DataContract]
public sealed class Recursive
{
    [DataMember(Name = "other", Order = 1)]
    public Other? Other { get; set; }

    [DataMember(Name = "self", Order = 2)]
    public List<Recursive> Self { get; set; } = [];
}

[DataContract]
public sealed class Other
{
    [DataMember(Name = "back", Order = 1)]
    public Recursive? Back { get; set; }
}
