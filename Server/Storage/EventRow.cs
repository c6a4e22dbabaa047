using CodeFirst.Contracts;

namespace CodeFirst.Server.Storage;

/// <summary>An event as a store keeps it, with its time in Unix milliseconds.</summary>
internal sealed record EventRow(
    string UserId, long Sequence, string EventId, string EventType, string Description, long RecordedAt)
{
    public ActivityEvent ToEvent() => new()
    {
        EventType = EventType,
        Description = Description,
        Timestamp = Timestamps.ToText(RecordedAt),
        UserId = UserId,
        Sequence = Sequence,
        EventId = EventId,
    };

    public static EventRow Of(NewEvent added, long sequence) => new(
        added.UserId, sequence, added.EventId, added.EventType, added.Description, added.At.ToUnixTimeMilliseconds());
}
