using System.Runtime.Serialization;

namespace CodeFirst.Contracts;

/// <summary>Asks for the activity of one user.</summary>
[DataContract(Name = "StreamActivityRequest")]
public sealed record StreamActivityRequest
{
    /// <summary>The id of the user.</summary>
    [DataMember(Name = "user_id", Order = 1)]
    public string UserId { get; init; } = "";

    /// <summary>Whether to keep the stream open and send new events. If false, the stream ends after the last stored event.</summary>
    [DataMember(Name = "follow", Order = 2)]
    public bool Follow { get; init; }

    /// <summary>
    /// Only events with a greater sequence are sent. 0 sends all. To resume, send the last sequence received. A negative number
    /// is INVALID_ARGUMENT.
    /// </summary>
    [DataMember(Name = "after_sequence", Order = 3)]
    public long AfterSequence { get; init; }
}
