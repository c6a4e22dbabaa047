namespace Corpus;

[ServiceContract(Name = "corpus.keyword_names.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<KeywordNames> EchoAsync(KeywordNames request, CallContext context = default);
}

[DataContract]
public sealed class KeywordNames
{
    [DataMember(Name = "message", Order = 1)]
    public Text? Message { get; set; }

    [DataMember(Name = "returns", Order = 2)]
    public Text? Returns { get; set; }

    [DataMember(Name = "syntax", Order = 3)]
    public string Syntax { get; set; } = "";

    [DataMember(Name = "reserved", Order = 4)]
    public int Reserved { get; set; }
}

[DataContract(Name = "string")]
public sealed class Text
{
    [DataMember(Name = "value", Order = 1)]
    public string Value { get; set; } = "";
}
