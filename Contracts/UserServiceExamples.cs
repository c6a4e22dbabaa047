namespace CodeFirst.Contracts;

/// <summary>Examples of the messages of <see cref="IUserService"/>, for documents such as OpenAPI.</summary>
public static class UserServiceExamples
{
    private const string UserId = "user-019aac31f2a07b6c9f3f0d2a4b8e6c10";

    private const string User =
        $$"""
        {
          "id": "{{UserId}}", "name": "Ann Lee", "email": "ann@example.com", "role": "admin",
          "created_at": "2026-11-22T18:24:16.250Z", "updated_at": "2026-11-22T18:24:16.250Z", "etag": "\"1\""
        }
        """;

    private static readonly (string Message, string Json)[] All =
    [
        ("User", User),
        ("GetUserRequest", $$"""{ "id": "{{UserId}}" }"""),
        ("ListUsersRequest", """{ "page_size": 20, "filter": "role = \"admin\"" }"""),
        ("ListUsersResponse", $$"""{ "users": [{{User}}], "total_count": 1 }"""),
        ("CreateUserRequest", """{ "name": "Ann Lee", "email": "ann@example.com", "role": "admin" }"""),
        ("UpdateUserRequest", $$"""{ "id": "{{UserId}}", "role": "auditor", "etag": "\"1\"" }"""),
        ("DeleteUserRequest", $$"""{ "id": "{{UserId}}" }"""),
        ("StreamActivityRequest", $$"""{ "user_id": "{{UserId}}", "follow": true }"""),
        (
            "ActivityEvent",
            $$"""
            {
              "event_type": "login", "description": "From the web page.", "timestamp": "2026-11-22T18:25:02.111Z",
              "user_id": "{{UserId}}", "sequence": "2", "event_id": "event-019aac32a55f7c1f8a6e2b90d3c4f711"
            }
            """),
        (
            "RecordActivityRequest",
            $$"""{ "user_id": "{{UserId}}", "event_type": "login", "description": "From the web page.", "event_id": "login-1" }"""),
        ("RecordActivityResponse", $$"""{ "user_id": "{{UserId}}", "event_id": "login-1", "sequence": "2" }"""),
    ];

    /// <summary>Adds the examples, as JSON with the names of the <c>.proto</c>, by the full names of the messages.</summary>
    /// <param name="examples">The examples so far, such as <c>ReferenceOptions.Examples</c> of CodeFirst.Transcoding.</param>
    public static void AddTo(IDictionary<string, string> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        foreach (var (message, json) in All)
        {
            examples[$"userservice.{message}"] = json;
        }
    }
}
