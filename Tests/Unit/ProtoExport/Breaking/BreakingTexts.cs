using static CodeFirst.Tests.Unit.ProtoExport.Breaking.BreakingExamples;

namespace CodeFirst.Tests.Unit.ProtoExport.Breaking;

/// <summary>Changes beyond the smallest ones of <see cref="BreakingExamples"/>, for what a report says of them.</summary>
internal static class BreakingTexts
{
    private const string NoPackage = "syntax = \"proto3\"; ";

    public static IEnumerable<(string Name, string Before, string After)> All =>
    [
        .. OfCardinalities.Select(one => ($"field: {one.Before} -> {one.After}", InA(one.Before), InA(one.After))),
        .. OfProto2.Select(one => ($"proto2: {one.Before} -> {one.After}", Proto2 + one.Before, Proto2 + one.After)),
        .. OfTypes.Select(one => ($"type: {one.Before} -> {one.After}", InA($"{one.Before} f = 1;"), InA($"{one.After} f = 1;"))),
        .. OfDeclarations.Select(one => ($"{one.Before} -> {one.After}", one.Before, one.After)),
        .. OfAnswers.Select(one => ($"answer: {one.Before}; -> {one.After};", Answer(one.Before), Answer(one.After))),
        .. OfPaths.Select(one => ($"path: {one.Before} -> {one.After}", Path(one.Before), Path(one.After))),
    ];

    private static IEnumerable<(string Before, string After)> OfCardinalities =>
    [
        ("map<string, int32> m = 1;", "repeated M m = 1; message M { string key = 1; int32 value = 2; }"),
        ("repeated M m = 1; message M { string key = 1; int32 value = 2; }", "map<string, int32> m = 1;"),
        ("int32 f = 1;", "optional int32 f = 1;"),
        ("optional int32 f = 1;", "int32 f = 1;"),
        ("int32 f = 1;", "repeated int32 f = 1;"),
        ("A f = 1;", "repeated A f = 1;"),
        ("A f = 1;", "oneof o { A f = 1; }"),
        ("oneof o { int32 f = 1; }", "int32 f = 1;"),
        ("int32 f = 1;", "oneof o { int32 f = 1; }"),
        ("oneof o { int32 f = 1; } oneof p { int32 g = 2; }", "oneof o { int32 h = 3; } oneof p { int32 f = 1; int32 g = 2; }"),
        ("int32 f = 1 [json_name = \"a\"];", "int32 f = 1 [json_name = \"b\"];"),
        ("int32 first_name = 1;", "int32 first_name = 1 [json_name = \"first_name\"];"),
        ("int64 f = 1 [jstype = JS_STRING];", "int64 f = 1 [jstype = JS_NUMBER];"),
        ("int64 f = 1 [jstype = JS_STRING];", "int64 f = 1;"),
        ("string f = 1 [ctype = CORD];", "string f = 1;"),
        ("bytes f = 1 [ctype = CORD];", "bytes f = 1;"),
        ("string f = 1 [ctype = CORD];", "bytes f = 1;"),
        ("reserved 5 to 9;", "reserved 5, 8 to 9;"),
        ("reserved 5 to 9;", "reserved 6 to 8;"),
        ("reserved 5 to 9;", "reserved 1 to 4, 10;"),
        ("reserved \"a\", \"b\";", "reserved \"b\", \"c\";"),
        ("int32 f = 1; int32 g = 2;", "reserved 2 to 5; reserved \"f\";"),
        ("int32 f = 6;", "reserved 2 to 5, 7; reserved \"f\";"),
        ("enum E { Z = 0; Y = 1; } E f = 1;", "enum E { Z = 0; } E f = 1;"),
        ("message B { enum E { Z = 0; Y = 1; X = 2; } }", "message B { enum E { Z = 0; } }"),
        ("message B { int32 f = 1; }", "message B { string f = 1; }"),
    ];

    private static IEnumerable<(string Before, string After)> OfProto2 =>
    [
        ("message A { required int32 f = 1; }", "message A { optional int32 f = 1; }"),
        ("message A { optional int32 f = 1; }", "message A { required int32 f = 1; }"),
        ("message A { required int32 f = 1; required int32 g = 2; }", "message A { required int32 g = 2; required int32 h = 3; }"),
        ("message A { optional int32 f = 1 [default = 5]; }", "message A { optional int32 f = 1 [default = 6]; }"),
        ("message A { optional int32 f = 1 [default = 5]; }", "message A { optional int32 f = 1; }"),
        ("message A { optional int32 f = 1 [default = 0]; }", "message A { optional int32 f = 1; }"),
        ("message A { optional bool f = 1 [default = true]; }", "message A { optional bool f = 1 [default = false]; }"),
        ("message A { optional bool f = 1 [default = true]; }", "message A { optional int32 f = 1 [default = 1]; }"),
        ("message A { optional int32 f = 1 [default = 5]; }", "message A { repeated int32 f = 1; }"),
        ("message A { optional E f = 1; } enum E { Y = 1; Z = 0; }", "message A { optional E f = 1; } enum E { Z = 0; Y = 1; }"),
        (
            "message A { optional E f = 1 [default = Z]; } enum E { Y = 1; Z = 0; }",
            "message A { optional E f = 1 [default = Y]; } enum E { Y = 1; Z = 0; }"),
        (
            "message A { optional E f = 1 [default = Y]; } enum E { Z = 0; Y = 1; }",
            "message A { optional E f = 1 [default = X]; } enum E { option allow_alias = true; Z = 0; Y = 1; X = 1; }"),
        ("message A { optional E f = 1; } enum E { Y = 1; }", "message A { optional int32 f = 1; } enum E { Y = 1; }"),
        ("message A { extensions 100 to 200; }", "message A { extensions 100 to 120, 150 to 200; }"),
        ("message A { extensions 100 to 200; }", "message A { extensions 101 to 200; }"),
        ("message A { extensions 100; }", "message A {}"),
        (
            "message A { extensions 5 to 6; } extend A { optional int32 f = 5; optional int32 g = 6; }",
            "message A { extensions 5 to 6; } extend A { optional int32 g = 6; }"),
        ("message A { optional string f = 1; }", "option java_string_check_utf8 = true; message A { optional string f = 1; }"),
        ("option java_string_check_utf8 = true; message A { optional string f = 1; }", "message A { optional string f = 1; }"),
        ("message A { optional group G = 1 { optional int32 f = 1; } }", "message A { optional int32 g = 1; }"),
        ("option java_package = \"a\"; message A {}", "message A {}"),
    ];

    private static IEnumerable<(string Before, string After)> OfTypes =>
    [
        ("int32", "uint32"),
        ("int32", "int64"),
        ("int32", "sint32"),
        ("int32", "A"),
        ("sint32", "sint64"),
        ("bool", "int32"),
        ("int64", "uint64"),
        ("fixed32", "sfixed32"),
        ("fixed64", "sfixed64"),
        ("fixed32", "fixed64"),
        ("string", "bytes"),
        ("bytes", "string"),
    ];

    private static IEnumerable<(string Before, string After)> OfDeclarations =>
    [
        ("enum E { Z = 0; } message A { E f = 1; }", $"{Proto2} enum E {{ Z = 0; }} message A {{ optional E f = 1; }}"),
        ($"{Proto2} enum E {{ Z = 0; }} message A {{ optional E f = 1; }}", "enum E { Z = 0; } message A { E f = 1; }"),
        ($"{Proto2} message A {{ optional string f = 1; }}", "message A { optional string f = 1; }"),
        ("message A { string f = 1; }", $"{Proto2} message A {{ optional string f = 1; }}"),
        ("message A { enum E { Z = 0; } E f = 1; }", "message A { E f = 1; } enum E { Z = 0; Y = 1; }"),
        ("message A { enum E { Z = 0; Y = 1; } E f = 1; }", "message A { E f = 1; } enum E { Z = 0; }"),
        ("message A { enum E { Z = 0; Y = 1; } E f = 1; }", "message A { E f = 1; } enum E { Z = 0; Y = 2; }"),
        ("message A { enum E { Z = 0; Y = 1; } E f = 1; }", "message A { E f = 1; } enum E { Z = 0; X = 1; }"),
        ("message A { enum E { Z = 0; } E f = 1; }", "message A { F f = 1; } enum F { Z = 0; }"),
        ("message A { enum E { Z = 0; } E f = 1; }", "message A { int32 f = 1; }"),
        ($"{NoPackage} message A {{ message B {{}} enum E {{ Z = 0; }} }}", $"{NoPackage} message A {{}}"),
        ($"{NoPackage} message A {{ int32 f = 1; }}", "message A { int32 f = 1; }"),
        ("message A { option no_standard_descriptor_accessor = true; }", "message A {}"),
        (
            "message A {} service S { rpc G(stream A) returns (stream A); }",
            "message A {} service S { rpc G(A) returns (A); }"),
        (
            "message A {} service S { rpc G(A) returns (A) { option idempotency_level = IDEMPOTENT; } }",
            "message A {} service S { rpc G(A) returns (A); }"),
        ("message A { map<string, int32> m = 1; }", "message A { map<int32, string> m = 1; }"),
    ];

    private static IEnumerable<(string Before, string After)> OfAnswers =>
    [
        ("", "status: 201"),
        ("status: 201", ""),
        ("status: 200", ""),
        ("status: 201", "status: 204"),
        ("location: \"/a/{f}\"", ""),
        ("location: \"/a/{f}\"", "location: \"/b/{f}\""),
        ("", "location: \"/a/{f}\" mark: \"f\" resume: \"f\""),
        ("mark: \"f\" resume: \"f\"", "mark: \"g\" resume: \"g\""),
    ];

    private static IEnumerable<(string Before, string After)> OfPaths =>
    [
        ("/v1/{f}/b/{g}", "/v1/{g}/b/{f}"),
        ("/v1/{f}x", "/v1/{f}x"),
        ("/v1/{f}x", "/v1/{f}y"),
        ("/v1/{f}", "/v1/a"),
        ("/v1/a", "/v1/{f}"),
    ];

    private static string InA(string members) => $"message A {{ {members} }}";

    private static string Answer(string answer) => Routed("get: \"/v1/a\"", $"option (answer) = {{ {answer} }};");

    private static string Path(string path) => Routed($"get: \"{path}\"");
}
