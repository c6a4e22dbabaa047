using System.Buffers;
using CodeFirst.Contracts;
using CodeFirst.Hosting;
using CodeFirst.Server.Users;
using Grpc.Core;

namespace CodeFirst.Server.Activity;

/// <summary>What the fields of an event may hold.</summary>
internal static class ActivityFields
{
    private const int MaxEventTypeLength = 64;
    private const int MaxEventIdLength = 64;
    private const int MaxDescriptionLength = 1000;

    private static readonly SearchValues<char> EventTypeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    private static readonly SearchValues<char> EventIdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    public static string NewEventId(DateTimeOffset at) => TimeOrderedId.New("event", at);

    /// <summary>Returns the error to answer, or null if every field is right.</summary>
    public static RpcException? Check(RecordActivityRequest request)
    {
        var violations = new FieldViolations();
        violations.CheckId("user_id", request.UserId);
        if (request.EventType.Length is 0 or > MaxEventTypeLength || request.EventType.AsSpan().ContainsAnyExcept(EventTypeCharacters))
        {
            violations.Add("event_type", $"Must be 1 to {MaxEventTypeLength} characters of a-z, 0-9, '.', '_' and '-'.");
        }

        violations.CheckText("description", request.Description.Trim(), MaxDescriptionLength);
        if (request.EventId.Length > MaxEventIdLength || request.EventId.AsSpan().ContainsAnyExcept(EventIdCharacters))
        {
            violations.Add("event_id", $"Must be at most {MaxEventIdLength} characters of A-Z, a-z, 0-9, '.', '_', ':' and '-'.");
        }

        return violations.ToError();
    }
}
