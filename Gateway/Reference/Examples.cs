using System.Text.Json;
using System.Text.Json.Nodes;
using CodeFirst.Contracts;
using CodeFirst.Gateway.Json;

namespace CodeFirst.Gateway.Reference;

/// <summary>A message of each type, as it may look.</summary>
internal static class Examples
{
    private const string UserId = "user-019aac31f2a07b6c9f3f0d2a4b8e6c10";

    private static readonly User Ann = new()
    {
        Id = UserId,
        Name = "Ann Lee",
        Email = "ann@example.com",
        Role = "admin",
        CreatedAt = "2026-11-22T18:24:16.250Z",
        UpdatedAt = "2026-11-22T18:24:16.250Z",
        ETag = "\"1\"",
    };

    private static readonly Dictionary<Type, object> Messages = new object[]
    {
        Ann,
        new GetUserRequest { Id = UserId },
        new ListUsersRequest { PageSize = 20, Filter = "role = \"admin\"" },
        new ListUsersResponse { Users = [Ann], TotalCount = 1 },
        new CreateUserRequest { Name = "Ann Lee", Email = "ann@example.com", Role = "admin" },
        new UpdateUserRequest { Id = UserId, Role = "auditor", ETag = "\"1\"" },
        new DeleteUserRequest { Id = UserId },
        new StreamActivityRequest { UserId = UserId, Follow = true },
        new ActivityEvent
        {
            EventType = "login",
            Description = "From the web page.",
            Timestamp = "2026-11-22T18:25:02.111Z",
            UserId = UserId,
            Sequence = 2,
            EventId = "event-019aac32a55f7c1f8a6e2b90d3c4f711",
        },
        new RecordActivityRequest { UserId = UserId, EventType = "login", Description = "From the web page.", EventId = "login-1" },
        new RecordActivityResponse { UserId = UserId, EventId = "login-1", Sequence = 2 },
    }.ToDictionary(message => message.GetType());

    /// <summary>Returns the example of a type.</summary>
    public static T Of<T>() => (T)Messages[typeof(T)];

    /// <summary>Returns the example of a type as JSON, or null.</summary>
    public static JsonObject? Of(Type type) => Messages.TryGetValue(type, out var message) ? Json(message) : null;

    /// <summary>Returns a message as JSON.</summary>
    public static JsonObject Json(object message) =>
        JsonSerializer.SerializeToNode(message, WireJson.Options.GetTypeInfo(message.GetType()))!.AsObject();

    /// <summary>Returns the value that a field has in the example of its type, or null.</summary>
    public static JsonNode? Of(Type type, string field) => Of(type)?[field]?.DeepClone();
}
