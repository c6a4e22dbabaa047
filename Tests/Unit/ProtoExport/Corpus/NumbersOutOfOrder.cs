namespace Corpus;

[ServiceContract(Name = "corpus.numbers_out_of_order.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<NumbersOutOfOrder> EchoAsync(NumbersOutOfOrder request, CallContext context = default);
}

[DataContract]
public sealed class NumbersOutOfOrder
{
    [DataMember(Name = "last", Order = 100)]
    public string Last { get; set; } = "";

    [DataMember(Name = "first", Order = 1)]
    public string First { get; set; } = "";

    [DataMember(Name = "greatest", Order = 536870911)]
    public string Greatest { get; set; } = "";

    [DataMember(Name = "before_gap", Order = 18999)]
    public string BeforeGap { get; set; } = "";
}
