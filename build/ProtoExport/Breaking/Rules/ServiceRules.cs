using static CodeFirst.ProtoExport.Breaking.BreakingLevels;

namespace CodeFirst.ProtoExport.Breaking.Rules;

/// <summary>What must not change about services and rpcs.</summary>
internal static class ServiceRules
{
    private const string NewVersion = "or make a new package version.";
    private const BreakingLevels All = Files | WireJson | Wire;

    public static BreakingRule ServiceNoDelete { get; } = new(
        "CFP1501",
        "SERVICE_NO_DELETE",
        All,
        $"Bring it back with [ServiceContract(Name = {{0}})], marked [Obsolete]; {NewVersion}");

    public static BreakingRule RpcNoDelete { get; } = new(
        "CFP1502",
        "RPC_NO_DELETE",
        All,
        $"Bring it back with [OperationContract(Name = {{0}})], marked [Obsolete]; {NewVersion}");

    public static BreakingRule RpcSameRequestType { get; } = new(
        "CFP1503",
        "RPC_SAME_REQUEST_TYPE",
        All,
        $"Give it the old request, and add a new rpc; {NewVersion}");

    public static BreakingRule RpcSameResponseType { get; } = new(
        "CFP1504",
        "RPC_SAME_RESPONSE_TYPE",
        All,
        $"Give it the old response, and add a new rpc; {NewVersion}");

    public static BreakingRule RpcSameClientStreaming { get; } = new(
        "CFP1505",
        "RPC_SAME_CLIENT_STREAMING",
        All,
        $"Keep it as it was, and add a new rpc; {NewVersion}");

    public static BreakingRule RpcSameServerStreaming { get; } = new(
        "CFP1506",
        "RPC_SAME_SERVER_STREAMING",
        All,
        $"Keep it as it was, and add a new rpc; {NewVersion}");

    public static BreakingRule RpcSameIdempotencyLevel { get; } = new(
        "CFP1507",
        "RPC_SAME_IDEMPOTENCY_LEVEL",
        All,
        $"Put {{0}} back, and add a new rpc without it; {NewVersion}");
}
