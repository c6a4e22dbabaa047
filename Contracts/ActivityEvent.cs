using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>Something that a user did, or that happened to a user.</summary>
[DataContract(Name = "ActivityEvent")]
public sealed record ActivityEvent
{
    /// <summary>What happened, such as login. The server itself records user.created and user.updated.</summary>
    [DataMember(Name = "event_type", Order = 1)]
    public string EventType { get; init; } = "";

    /// <summary>What happened, in words. May be empty.</summary>
    [DataMember(Name = "description", Order = 2)]
    public string Description { get; init; } = "";

    /// <summary>When the server recorded it: RFC 3339, UTC.</summary>
    [DataMember(Name = "timestamp", Order = 3)]
    public string Timestamp { get; init; } = "";

    /// <summary>The id of the user.</summary>
    [DataMember(Name = "user_id", Order = 4)]
    public string UserId { get; init; } = "";

    /// <summary>The position of the event among this user's events: 1, 2, 3 and so on, without gaps.</summary>
    [DataMember(Name = "sequence", Order = 5)]
    public long Sequence { get; init; }

    /// <summary>The id of the event, unique among this user's events.</summary>
    [DataMember(Name = "event_id", Order = 6)]
    public string EventId { get; init; } = "";
}
