namespace Corpus;

[ServiceContract(Name = "corpus.refused_enum_names.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<RefusedEnumNames> EchoAsync(RefusedEnumNames request, CallContext context = default);
}

public enum Color
{
    [EnumMember(Value = "UNSPECIFIED")]
    Unspecified,
    [EnumMember(Value = "COLOR_RED")]
    Red,
    [EnumMember(Value = "Red")]
    AlsoRed,
    [EnumMember(Value = "dark-red")]
    DarkRed,
}

public enum Size
{
    [EnumMember(Value = "UNSPECIFIED")]
    Unspecified,
    [EnumMember(Value = "RefusedEnumNames")]
    Large,
}

[DataContract]
public sealed class RefusedEnumNames
{
    [DataMember(Name = "color", Order = 1)]
    public Color Color { get; set; }

    [DataMember(Name = "size", Order = 2)]
    public Size Size { get; set; }
}
