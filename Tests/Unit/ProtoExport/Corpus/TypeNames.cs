namespace Corpus;

[ServiceContract(Name = "corpus.type_names.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<TypeNames> EchoAsync(TypeNames request, CallContext context = default);
}

[DataContract]
public sealed class TypeNames
{
    [DataMember(Name = "first", Order = 1)]
    public First.Same? First { get; set; }

    [DataMember(Name = "second", Order = 2)]
    public Second.Same? Second { get; set; }

    [DataMember(Name = "third", Order = 3)]
    public Wrong? Third { get; set; }

    [DataMember(Name = "fourth", Order = 4)]
    public TestService? Fourth { get; set; }
}

public static class First
{
    [DataContract]
    public sealed class Same;
}

public static class Second
{
    [DataContract]
    public sealed class Same;
}

[DataContract(Name = "bad-name")]
public sealed class Wrong;

[DataContract]
public sealed class TestService;
