namespace Corpus;

[ServiceContract(Name = "corpus.refused_hidden_base.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedHiddenBase> EchoAsync(RefusedHiddenBase request, CallContext context = default);
}

public class Base
{
    public int Number { get; set; }
}

[DataContract]
public sealed class RefusedHiddenBase : Base
{
    [DataMember(Name = "name", Order = 1)]
    public string Name { get; set; } = "";
}
