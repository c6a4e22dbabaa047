using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>Confirms that one event is on disk.</summary>
[DataContract(Name = "RecordActivityResponse")]
public sealed record RecordActivityResponse
{
    /// <summary>The id of the user.</summary>
    [DataMember(Name = "user_id", Order = 1)]
    public string UserId { get; init; } = "";

    /// <summary>The id of the event.</summary>
    [DataMember(Name = "event_id", Order = 2)]
    public string EventId { get; init; } = "";

    /// <summary>The position of the event among this user's events.</summary>
    [DataMember(Name = "sequence", Order = 3)]
    public long Sequence { get; init; }
}
