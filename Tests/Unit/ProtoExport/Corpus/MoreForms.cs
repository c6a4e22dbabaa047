namespace Corpus;

[ServiceContract(Name = "corpus.more_forms.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<MoreForms> EchoAsync(MoreForms request, CallContext context = default);
}

/// <summary>A key beyond 32 bits: the integer that is on the wire.</summary>
public enum Huge : long
{
    None,
    Max = 1L << 40,
}

[ProtoContract]
public sealed class MoreForms
{
    [ProtoMember(2, Name = "by_huge")]
    public Dictionary<Huge, string> ByHuge { get; set; } = [];

    [ProtoMember(3, Name = "maybe_map"), NullWrappedCollection]
    public Dictionary<string, int>? MaybeMap { get; set; }

    [ProtoMember(4, Name = "maybe_pairs"), NullWrappedCollection]
    public Dictionary<bool, string>? MaybePairs { get; set; }
}
