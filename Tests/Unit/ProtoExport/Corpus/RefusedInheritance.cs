namespace Corpus;

[ServiceContract(Name = "corpus.refused_inheritance.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedInheritance> EchoAsync(RefusedInheritance request, CallContext context = default);
}

[ProtoInclude(10, typeof(Cat))]
[DataContract]
public class RefusedInheritance
{
    [DataMember(Name = "name", Order = 1)]
    public string Name { get; set; } = "";
}

[DataContract]
public sealed class Cat : RefusedInheritance;
