using System.Text.Json.Nodes;
using CodeFirst.Transcoding;

namespace CodeFirst.Mcp.Tools;

/// <summary>What the answer of a stream has besides its messages.</summary>
internal static class StreamAnswerSchema
{
    public const string IsComplete = "is_complete";
    public const string Stopped = "stopped_because";
    public const string ContinueWith = "continue_with";

    public static void AddTo(JsonObject schema, JsonMethod method)
    {
        var members = schema["properties"]!.AsObject();
        members[IsComplete] = new JsonObject
        {
            ["type"] = "boolean",
            ["description"] = "Whether the stream ended by itself. If not, there may be more messages.",
        };
        members[Stopped] = new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray("MESSAGE_LIMIT", "SIZE_LIMIT", "TIME_LIMIT"),
            ["description"] = "Why the answer has no more messages, unless it is complete.",
        };
        if (method.Resume is not null)
        {
            members[ContinueWith] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "The argument that continues after the last message: call the tool again with it added.",
            };
        }

        schema["required"]!.AsArray().Add((JsonNode)IsComplete);
    }
}
