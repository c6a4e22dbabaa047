namespace CodeFirst.Server.Storage;

/// <summary>An event to store, valid in every field; the store gives it its sequence.</summary>
internal sealed record NewEvent(string UserId, string EventId, string EventType, string Description, DateTimeOffset At);
