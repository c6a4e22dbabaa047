using static CodeFirst.ProtoExport.Breaking.BreakingLevels;

namespace CodeFirst.ProtoExport.Breaking.Rules;

/// <summary>What must not change about fields.</summary>
internal static class FieldRules
{
    private const string NewVersion = "or make a new package version.";
    private const BreakingLevels All = Files | WireJson | Wire;

    public static BreakingRule FieldNoDelete { get; } = new(
        "CFP1301",
        "FIELD_NO_DELETE",
        Files,
        $"Bring it back, marked [Obsolete]; {NewVersion}");

    public static BreakingRule FieldNoDeleteUnlessNumberReserved { get; } = new(
        "CFP1302",
        "FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED",
        WireJson | Wire,
        "Put {0} on the type, so that the number is never used for something else; or bring the field back.");

    public static BreakingRule FieldNoDeleteUnlessNameReserved { get; } = new(
        "CFP1303",
        "FIELD_NO_DELETE_UNLESS_NAME_RESERVED",
        WireJson,
        "Put {0} on the type, so that the name is never used for something else; or bring the field back.");

    public static BreakingRule FieldSameName { get; } = new(
        "CFP1304",
        "FIELD_SAME_NAME",
        Files | WireJson,
        "Set the old wire name with [DataMember(Name = {0})]; the C# name is free.");

    public static BreakingRule FieldSameJsonName { get; } = new(
        "CFP1305",
        "FIELD_SAME_JSON_NAME",
        Files | WireJson,
        "Set the old wire name with [DataMember(Name = {0})]; the C# name is free.");

    public static BreakingRule FieldSameType { get; } = new(
        "CFP1306",
        "FIELD_SAME_TYPE",
        Files,
        $"Give it the old type, and add a new field with a new number; {NewVersion}");

    public static BreakingRule FieldWireJsonCompatibleType { get; } = new(
        "CFP1307",
        "FIELD_WIRE_JSON_COMPATIBLE_TYPE",
        WireJson,
        $"Give it the old type, and add a new field with a new number; {NewVersion}");

    public static BreakingRule FieldWireCompatibleType { get; } = new(
        "CFP1308",
        "FIELD_WIRE_COMPATIBLE_TYPE",
        Wire,
        $"Give it the old type, and add a new field with a new number; {NewVersion}");

    public static BreakingRule FieldSameCardinality { get; } = new(
        "CFP1309",
        "FIELD_SAME_CARDINALITY",
        Files,
        $"Keep it as it was, and add a new field with a new number; {NewVersion}");

    public static BreakingRule FieldWireJsonCompatibleCardinality { get; } = new(
        "CFP1310",
        "FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY",
        WireJson,
        $"Keep it as it was, and add a new field with a new number; {NewVersion}");

    public static BreakingRule FieldWireCompatibleCardinality { get; } = new(
        "CFP1311",
        "FIELD_WIRE_COMPATIBLE_CARDINALITY",
        Wire,
        $"Keep it as it was, and add a new field with a new number; {NewVersion}");

    public static BreakingRule FieldSameOneof { get; } = new(
        "CFP1312",
        "FIELD_SAME_ONEOF",
        All,
        $"Keep it where it was, and add a new field with a new number; {NewVersion}");

    public static BreakingRule FieldSameDefault { get; } = new(
        "CFP1313",
        "FIELD_SAME_DEFAULT",
        All,
        $"Keep the default; {NewVersion}");

    public static BreakingRule FieldSameJstype { get; } = new(
        "CFP1314",
        "FIELD_SAME_JSTYPE",
        Files,
        "Restore it, or accept that generated code changes.");

    public static BreakingRule FieldSameCppStringType { get; } = new(
        "CFP1315",
        "FIELD_SAME_CPP_STRING_TYPE",
        Files,
        "Restore it, or accept that generated code changes.");

    public static BreakingRule FieldSameUtf8Validation { get; } = new(
        "CFP1316",
        "FIELD_SAME_UTF8_VALIDATION",
        Files,
        "Keep the syntax.");

    public static BreakingRule FieldSameJavaUtf8Validation { get; } = new(
        "CFP1317",
        "FIELD_SAME_JAVA_UTF8_VALIDATION",
        Files,
        "Keep the syntax.");
}
