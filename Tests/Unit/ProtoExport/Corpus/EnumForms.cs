namespace Corpus;

[ServiceContract(Name = "corpus.enum_forms.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<EnumForms> EchoAsync(EnumForms request, CallContext context = default);
}

public enum NoZero
{
    One = 1,
    [EnumMember(Value = "TWO_BY_NAME")]
    Two,
}

public enum Twice
{
    None,
    Both = 1,
    Again = 1,
}

public enum Huge : long
{
    None,
    Max = 1L << 40,
}

[Flags]
public enum Rights : byte
{
    None,
    Read = 1,
    Write = 2,
}

public enum Color
{
    None,
    ColorRed,
    DarkRed,
    Dark_Red,
    Below = -1,
}

[DataContract]
public sealed class EnumForms
{
    [DataMember(Name = "no_zero", Order = 1)]
    public NoZero NoZero { get; set; }

    [DataMember(Name = "twice", Order = 2)]
    public Twice Twice { get; set; }

    [DataMember(Name = "huge", Order = 3)]
    public Huge Huge { get; set; }

    [DataMember(Name = "rights", Order = 4)]
    public Rights Rights { get; set; }

    [DataMember(Name = "all_rights", Order = 5)]
    public List<Rights> AllRights { get; set; } = [];

    [DataMember(Name = "maybe_huge", Order = 6)]
    public Huge? MaybeHuge { get; set; }

    [DataMember(Name = "color", Order = 7)]
    public Color Color { get; set; }

    [DataMember(Name = "by_rights", Order = 8)]
    public Dictionary<Rights, Huge> ByRights { get; set; } = [];
}
