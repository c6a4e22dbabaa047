namespace Corpus;

[ServiceContract(Name = "corpus.refused_enums.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedEnums> EchoAsync(RefusedEnums request, CallContext context = default);
}

public enum NoZero
{
    One = 1,
}

public enum Twice
{
    None,
    Both = 1,
    Again = 1,
}

public enum Huge : long
{
    HugeNone,
    Max = 1L << 40,
}

[Flags]
public enum Rights
{
    NoRights,
    Read = 1,
    Write = 2,
}

[ProtoReserved(3)]
[ProtoReserved("Gone")]
public enum Kept
{
    Zero,
    Three = 3,
    Gone = 4,
}

[DataContract]
public sealed class RefusedEnums
{
    [DataMember(Name = "a", Order = 1)]
    public NoZero A { get; set; }

    [DataMember(Name = "b", Order = 2)]
    public Twice B { get; set; }

    [DataMember(Name = "c", Order = 3)]
    public Huge C { get; set; }

    [DataMember(Name = "d", Order = 4)]
    public Rights D { get; set; }

    [DataMember(Name = "e", Order = 5)]
    public Kept E { get; set; }
}
