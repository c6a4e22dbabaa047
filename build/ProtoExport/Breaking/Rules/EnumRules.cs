using static CodeFirst.ProtoExport.Breaking.BreakingLevels;

namespace CodeFirst.ProtoExport.Breaking.Rules;

/// <summary>What must not change about enums and their values.</summary>
internal static class EnumRules
{
    private const string NewVersion = "or make a new package version.";
    private const BreakingLevels All = Files | WireJson | Wire;

    public static BreakingRule EnumNoDelete { get; } = new(
        "CFP1401",
        "ENUM_NO_DELETE",
        Files,
        $"Bring it back under this name and in this file, marked [Obsolete]; {NewVersion}");

    public static BreakingRule EnumValueNoDelete { get; } = new(
        "CFP1402",
        "ENUM_VALUE_NO_DELETE",
        Files,
        $"Bring it back, marked [Obsolete]; {NewVersion}");

    public static BreakingRule EnumValueNoDeleteUnlessNumberReserved { get; } = new(
        "CFP1403",
        "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED",
        WireJson | Wire,
        "Put {0} on the enum, so that the number is never used for something else; or bring the value back.");

    public static BreakingRule EnumValueNoDeleteUnlessNameReserved { get; } = new(
        "CFP1404",
        "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED",
        WireJson,
        "Put {0} on the enum, so that the name is never used for something else; or bring the value back.");

    public static BreakingRule EnumValueSameName { get; } = new(
        "CFP1405",
        "ENUM_VALUE_SAME_NAME",
        Files | WireJson,
        "Set the old wire name with [EnumMember(Value = {0})]; the C# name is free.");

    public static BreakingRule ReservedEnumNoDelete { get; } = new(
        "CFP1406",
        "RESERVED_ENUM_NO_DELETE",
        All,
        "Reserve it again with {0}: an old caller may still send it.");

    public static BreakingRule EnumSameType { get; } = new("CFP1407", "ENUM_SAME_TYPE", Files, "Keep the syntax.");

    public static BreakingRule EnumSameJsonFormat { get; } = new(
        "CFP1408",
        "ENUM_SAME_JSON_FORMAT",
        Files | WireJson,
        "Keep the syntax.");
}
