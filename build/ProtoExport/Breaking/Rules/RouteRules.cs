using static CodeFirst.ProtoExport.Breaking.BreakingLevels;

namespace CodeFirst.ProtoExport.Breaking.Rules;

/// <summary>What must not change about routes. buf breaking has no rules for them.</summary>
internal static class RouteRules
{
    // Routes are for callers that send JSON.
    private const BreakingLevels Json = Files | WireJson;

    public static BreakingRule RouteNoDelete { get; } = new(
        "CFP1601",
        "ROUTE_NO_DELETE",
        Json,
        "Bring it back with {0}: a method may have several routes.");

    public static BreakingRule RouteSameFields { get; } = new(
        "CFP1602",
        "ROUTE_SAME_FIELDS",
        Json,
        "Use the old fields in the path, and put the others into another route.");

    public static BreakingRule RouteSameBody { get; } = new(
        "CFP1603",
        "ROUTE_SAME_BODY",
        Json,
        "Restore it with Body = {0}, and add a route with the other body.");

    public static BreakingRule RouteSameResponseBody { get; } = new(
        "CFP1604",
        "ROUTE_SAME_RESPONSE_BODY",
        Json,
        "Restore it with ResponseBody = {0}, and add a route with the other one.");

    public static BreakingRule RouteSameAnswer { get; } = new(
        "CFP1605",
        "ROUTE_SAME_ANSWER",
        Json,
        "Restore it, or add a method that responds in the new way.");
}
