namespace Corpus;

[ServiceContract(Name = "corpus.refused_own_forms.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedOwnForms> EchoAsync(RefusedOwnForms request, CallContext context = default);
}

[DataContract]
public sealed class RefusedOwnForms
{
    [DataMember(Name = "sent", Order = 1)]
    public Sent? Sent { get; set; }

    [DataMember(Name = "grouped", Order = 2)]
    public Grouped? Grouped { get; set; }

    [DataMember(Name = "elsewhere", Order = 3)]
    public Elsewhere? Elsewhere { get; set; }
}

[ProtoContract(Surrogate = typeof(Proxy))]
public sealed class Sent;

[ProtoContract]
public sealed class Proxy
{
    public static implicit operator Proxy?(Sent? value) => value is null ? null : new Proxy();

    public static implicit operator Sent?(Proxy? value) => value is null ? null : new Sent();
}

[ProtoContract(IsGroup = true)]
public sealed class Grouped;

[ProtoContract(Origin = "elsewhere.proto")]
public sealed class Elsewhere;
