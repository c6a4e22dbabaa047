namespace Corpus;

[ServiceContract(Name = "corpus.nested_types.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<NestedTypes> EchoAsync(NestedTypes request, CallContext context = default);
}

[DataContract]
public sealed class NestedTypes
{
    [DataMember(Name = "part", Order = 1)]
    public Part? Inner { get; set; }

    [DataMember(Name = "kind", Order = 2)]
    public PartKind Kind { get; set; }

    /// <summary>A part.</summary>
    [DataContract]
    public sealed class Part
    {
        /// <summary>Its name.</summary>
        [DataMember(Name = "name", Order = 1)]
        public string Name { get; set; } = "";
    }

    public enum PartKind
    {
        [EnumMember(Value = "PART_KIND_UNSPECIFIED")]
        Unspecified,
    }
}
