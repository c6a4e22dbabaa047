namespace CodeFirst.Tests.Interop.Served;

/// <summary>One call of an rpc: what the caller sends, what the server answers, and what arrived at each of them.</summary>
internal sealed class Exchange(ServedRpc rpc, IReadOnlyList<object> requests, IReadOnlyList<object> responses)
{
    private static readonly AsyncLocal<Exchange?> Running = new();

    /// <summary>The header that tells the server which exchange a call belongs to.</summary>
    public const string Header = "exchange";

    /// <summary>The exchange of the call that is being served.</summary>
    public static Exchange? Current
    {
        get => Running.Value;
        set => Running.Value = value;
    }

    public string Id { get; } = Guid.NewGuid().ToString("N");

    public ServedRpc Rpc { get; } = rpc;

    /// <summary>What the caller sends. A <see cref="Stream"/> is in pieces, each an array of bytes.</summary>
    public IReadOnlyList<object> Requests { get; } = requests;

    /// <summary>What the service returns. A <see cref="Stream"/> is in pieces, each an array of bytes.</summary>
    public IReadOnlyList<object> Responses { get; } = responses;

    /// <summary>What the service received. A <see cref="Stream"/> is one array.</summary>
    public List<object> Received { get; } = [];

    /// <summary>
    /// Why protobuf-net cannot read a request that has its fields in the order of their numbers, as other languages write it; or null.
    /// </summary>
    public string? Unreadable { get; init; }

    /// <summary>The path that was called.</summary>
    public string? CalledPath { get; set; }
}
