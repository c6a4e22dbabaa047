namespace Corpus;

[ServiceContract(Name = "corpus.refused_constructor.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedConstructor> EchoAsync(RefusedConstructor request, CallContext context = default);
}

[DataContract]
public sealed class RefusedConstructor(string text)
{
    [DataMember(Name = "text", Order = 1)]
    public string Text { get; set; } = text;

    [DataMember(Name = "thrower", Order = 2)]
    public Thrower? Thrower { get; set; }
}

[DataContract]
public sealed class Thrower
{
    public Thrower() => throw new NotSupportedException("Not here.");
}
