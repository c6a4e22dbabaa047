using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>One event to record.</summary>
[DataContract(Name = "RecordActivityRequest")]
public sealed record RecordActivityRequest
{
    /// <summary>The id of the user.</summary>
    [DataMember(Name = "user_id", Order = 1)]
    public string UserId { get; init; } = "";

    /// <summary>What happened: 1 to 64 characters of a-z, 0-9, dot, _ and -.</summary>
    [DataMember(Name = "event_type", Order = 2)]
    public string EventType { get; init; } = "";

    /// <summary>What happened, in words, at most 1000 characters. May be empty.</summary>
    [DataMember(Name = "description", Order = 3)]
    public string Description { get; init; } = "";

    /// <summary>
    /// An id that the caller chooses, at most 64 characters of A-Z, a-z, 0-9, dot, _, : and -. If the same user's event is sent again
    /// with the same id, it is stored once, and the response has the first sequence. If empty, the server assigns an id, and the same
    /// event sent again is a new one.
    /// </summary>
    [DataMember(Name = "event_id", Order = 4)]
    public string EventId { get; init; } = "";
}
