namespace Corpus;

[ServiceContract(Name = "corpus.hidden_base.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<HiddenBase> EchoAsync(HiddenBase request, CallContext context = default);
}

public class Base
{
    public int Number { get; set; }
}

[DataContract]
public sealed class HiddenBase : Base
{
    [DataMember(Name = "name", Order = 1)]
    public string Name { get; set; } = "";
}
