using static CodeFirst.ProtoExport.Breaking.BreakingLevels;

namespace CodeFirst.ProtoExport.Breaking.Rules;

/// <summary>What must not change about tools of agents. buf breaking has no rules for them.</summary>
internal static class ToolRules
{
    public static BreakingRule ToolNoDelete { get; } = new(
        "CFP1701",
        "TOOL_NO_DELETE",
        Files | WireJson,
        "Bring it back with {0}.");

    public static BreakingRule ToolSameName { get; } = new(
        "CFP1702",
        "TOOL_SAME_NAME",
        Files | WireJson,
        "Restore it with {0}: agents know a tool by its name.");
}
