namespace Corpus;

[ServiceContract(Name = "corpus.inheritance.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Inheritance> EchoAsync(Inheritance request, CallContext context = default);
}

[ProtoInclude(10, typeof(Cat))]
[DataContract]
public class Inheritance
{
    [DataMember(Name = "name", Order = 1)]
    public string Name { get; set; } = "";
}

[DataContract]
public sealed class Cat : Inheritance;
