using System.Text.Json;

namespace CodeFirst.Mcp.Protocol;

/// <summary>What a request is answered with: an error, or what writes the members of its result.</summary>
internal readonly record struct RpcAnswer(RpcError? Error, Action<Utf8JsonWriter>? Result)
{
    public static implicit operator RpcAnswer(RpcError error) => new(error, null);

    public static implicit operator RpcAnswer(Action<Utf8JsonWriter> result) => new(null, result);
}
