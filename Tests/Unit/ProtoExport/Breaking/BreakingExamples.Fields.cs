namespace CodeFirst.Tests.Unit.ProtoExport.Breaking;

internal static partial class BreakingExamples
{
    private static IEnumerable<BreakingExample> OfFields =>
    [
        Field("FIELD_NO_DELETE", "int32 f = 1;", "reserved 1; reserved \"f\";", "[Obsolete]") with { Where = "shop.A.f = 1" },
        Field("FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED", "int32 f = 1;", "reserved \"f\";", "[ProtoReserved(1, \"why\")]") with
        {
            Where = "shop.A.f = 1",
        },
        Field("FIELD_NO_DELETE_UNLESS_NAME_RESERVED", "int32 f = 1;", "reserved 1;", "[ProtoReserved(\"f\", \"why\")]") with
        {
            Where = "shop.A.f = 1",
        },
        Field("FIELD_SAME_NAME", "int32 g = 1;", "int32 f = 1;", "[DataMember(Name = \"g\")]"),
        Field("FIELD_SAME_JSON_NAME", "int32 g = 1;", "int32 f = 1;", "[DataMember(Name = \"g\")]"),
        Field("FIELD_SAME_TYPE", "int32 f = 1;", "uint32 f = 1;", NewField),
        Field("FIELD_WIRE_JSON_COMPATIBLE_TYPE", "int32 f = 1;", "int64 f = 1;", NewField),
        Field("FIELD_WIRE_COMPATIBLE_TYPE", "int32 f = 1;", "sint32 f = 1;", NewField),
        Field("FIELD_SAME_CARDINALITY", "int32 f = 1;", "optional int32 f = 1;", NewField),
        Field("FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY", "int32 f = 1;", "repeated int32 f = 1;", NewField),
        Field("FIELD_WIRE_COMPATIBLE_CARDINALITY", "optional int32 f = 1;", "repeated int32 f = 1;", NewField),
        Field("FIELD_SAME_ONEOF", "int32 f = 1;", "oneof o { int32 f = 1; }", NewField),
        Field(
            "FIELD_SAME_DEFAULT",
            "optional int32 f = 1 [default = 3];",
            "optional int32 f = 1 [default = 4];",
            "Keep the default",
            Proto2),
        Field("FIELD_SAME_JSTYPE", "int64 f = 1;", "int64 f = 1 [jstype = JS_STRING];", "Restore it"),
        Field("FIELD_SAME_CPP_STRING_TYPE", "string f = 1;", "string f = 1 [ctype = CORD];", "Restore it"),
        new(
            "FIELD_SAME_UTF8_VALIDATION",
            "message A { optional string f = 1; }",
            $"{Proto2} message A {{ optional string f = 1; }}",
            "shop.A.f",
            "Keep the syntax"),
        new(
            "FIELD_SAME_JAVA_UTF8_VALIDATION",
            $"{Proto2} message A {{ optional string f = 1; }}",
            $"{Proto2} option java_string_check_utf8 = true; message A {{ optional string f = 1; }}",
            "shop.A.f",
            "Keep the syntax"),
    ];

    private static BreakingExample Field(string rule, string before, string after, string fix, string head = "") =>
        new(rule, $"{head} message A {{ {before} }}".Trim(), $"{head} message A {{ {after} }}".Trim(), "shop.A.f", fix);
}
