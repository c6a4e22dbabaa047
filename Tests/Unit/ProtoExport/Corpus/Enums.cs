namespace Corpus;

[ServiceContract(Name = "corpus.enums.v1.TestService")]
public interface ITestService
{
    [OperationContract(Name = "Echo")]
    ValueTask<Enums> EchoAsync(Enums request, CallContext context = default);
}

/// <summary>How a job ended.</summary>
[DataContract(Name = "JobState")]
public enum State
{
    /// <summary>It failed.</summary>
    [EnumMember(Value = "JOB_STATE_FAILED")]
    Failed = 5,

    /// <summary>Nobody said.</summary>
    [EnumMember(Value = "JOB_STATE_UNSPECIFIED")]
    Unspecified = 0,

    [EnumMember(Value = "JOB_STATE_LOST")]
    Lost = -1,
}

public enum Tiny : byte
{
    [ProtoEnum(Name = "TINY_NONE")]
    None,
    [ProtoEnum(Name = "TINY_MANY")]
    Many = 200,
}

[DataContract]
public sealed class Enums
{
    [DataMember(Name = "state", Order = 1)]
    public State State { get; set; }

    [DataMember(Name = "tiny", Order = 2)]
    public Tiny Tiny { get; set; }

    [DataMember(Name = "states", Order = 3)]
    public List<State> States { get; set; } = [];
}
