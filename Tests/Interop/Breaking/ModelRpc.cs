using Idempotency = Google.Protobuf.Reflection.MethodOptions.Types.IdempotencyLevel;

namespace CodeFirst.Tests.Interop.Breaking;

/// <summary>An rpc. Its messages are named without the package.</summary>
internal sealed record ModelRpc
{
    public required string Name { get; set; }

    public required string Request { get; set; }

    public required string Response { get; set; }

    public bool StreamsRequests { get; set; }

    public bool StreamsResponses { get; set; }

    public Idempotency Level { get; set; }
}
