namespace Corpus;

[ServiceContract(Name = "corpus.fields_and_private_setters.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<FieldsAndPrivateSetters> EchoAsync(FieldsAndPrivateSetters request, CallContext context = default);
}

[DataContract]
public sealed class FieldsAndPrivateSetters
{
    /// <summary>A field.</summary>
    [DataMember(Name = "text", Order = 1)]
    public string Text = "";

    [DataMember(Name = "number", Order = 2)]
    public int Number { get; private set; }

    [IgnoreDataMember]
    public int Ignored { get; set; }
}
