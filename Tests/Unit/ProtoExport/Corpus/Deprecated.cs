namespace Corpus;

[Obsolete("Use NewService.")]
[ServiceContract(Name = "corpus.deprecated.v1.OldService")]
public interface IOldService
{
    /// <summary>Returns nothing new.</summary>
    [Obsolete("Use Two.")]
    [OperationContract(Name = "One")]
    ValueTask<Old> OneAsync(Old request);

    [OperationContract(Name = "Two")]
    IAsyncEnumerable<Old> TwoAsync(Old request);
}

[Obsolete("Use New.")]
[DataContract]
[ProtoReserved(9)]
public sealed class Old
{
    /// <summary>The name.</summary>
    [Obsolete("Use title.")]
    [DataMember(Name = "name", Order = 1)]
    public string Name { get; set; } = "";

    [Obsolete("Use numbers.")]
    [DataMember(Name = "counts", Order = 2)]
    public List<int> Counts { get; set; } = [];

    [DataMember(Name = "kind", Order = 3)]
    public OldKind Kind { get; set; }
}

[Obsolete("Use Kind.")]
[ProtoReserved(7)]
public enum OldKind
{
    [EnumMember(Value = "OLD_KIND_UNSPECIFIED")]
    Unspecified,

    [Obsolete("Use something else.")]
    [EnumMember(Value = "OLD_KIND_BAD")]
    Bad,
}
