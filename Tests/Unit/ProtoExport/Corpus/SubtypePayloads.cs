namespace Corpus;

[ServiceContract(Name = "corpus.subtype_payloads.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Find")]
    ValueTask<Dog> FindAsync(Animal request, CallContext context = default);

    /// <summary>Takes dogs.</summary>
    [OperationContract(Name = "Walk")]
    IAsyncEnumerable<Animal> WalkAsync(IAsyncEnumerable<Dog> request, CallContext context = default);
}

[ProtoContract]
[ProtoInclude(10, typeof(Dog))]
public class Animal
{
    [ProtoMember(1, Name = "name")]
    public string Name { get; set; } = "";
}

[ProtoContract]
public sealed class Dog : Animal
{
    [ProtoMember(1, Name = "breed")]
    public string Breed { get; set; } = "";
}
