using static CodeFirst.ProtoExport.Breaking.BreakingLevels;

namespace CodeFirst.ProtoExport.Breaking.Rules;

/// <summary>What must not change about messages as a whole.</summary>
internal static class MessageRules
{
    private const string NewVersion = "or make a new package version.";
    private const BreakingLevels All = Files | WireJson | Wire;

    public static BreakingRule MessageNoDelete { get; } = new(
        "CFP1201",
        "MESSAGE_NO_DELETE",
        Files,
        $"Bring it back under this name and in this file, marked [Obsolete]; {NewVersion}");

    public static BreakingRule MessageSameRequiredFields { get; } = new(
        "CFP1202",
        "MESSAGE_SAME_REQUIRED_FIELDS",
        All,
        $"Keep what is required; {NewVersion}");

    public static BreakingRule ReservedMessageNoDelete { get; } = new(
        "CFP1203",
        "RESERVED_MESSAGE_NO_DELETE",
        All,
        "Reserve it again with {0}: an old caller may still send it.");

    public static BreakingRule MessageSameJsonFormat { get; } = new(
        "CFP1204",
        "MESSAGE_SAME_JSON_FORMAT",
        Files | WireJson,
        "Keep the syntax.");

    public static BreakingRule OneofNoDelete { get; } = new(
        "CFP1205",
        "ONEOF_NO_DELETE",
        Files,
        $"Bring it back; {NewVersion}");

    public static BreakingRule MessageNoRemoveStandardDescriptorAccessor { get; } = new(
        "CFP1206",
        "MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR",
        Files,
        "Remove the option again.");

    public static BreakingRule ExtensionMessageNoDelete { get; } = new(
        "CFP1207",
        "EXTENSION_MESSAGE_NO_DELETE",
        Files,
        $"Bring the range back; {NewVersion}");

    public static BreakingRule ExtensionNoDelete { get; } = new(
        "CFP1208",
        "EXTENSION_NO_DELETE",
        Files,
        $"Bring it back; {NewVersion}");
}
