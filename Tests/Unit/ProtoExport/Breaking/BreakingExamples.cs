namespace CodeFirst.Tests.Unit.ProtoExport.Breaking;

/// <summary>One example for each rule.</summary>
internal static partial class BreakingExamples
{
    public const string Proto2 = "syntax = \"proto2\"; package shop; ";
    private const string NewField = "add a new field with a new number; or make a new package version";

    public static IEnumerable<BreakingExample> All =>
        [.. OfFiles, .. OfMessages, .. OfFields, .. OfEnums, .. OfServices, .. OfRoutes, .. OfTools];

    /// <summary>A method with a rule of google.api.http and another option.</summary>
    public static string Routed(string rule, string option = "") =>
        "syntax = \"proto3\"; package shop; import \"google/api/annotations.proto\"; import \"google/protobuf/descriptor.proto\"; "
        + "message Answer { int32 status = 1; string location = 2; string mark = 3; string resume = 4; } "
        + "extend google.protobuf.MethodOptions { Answer answer = 51401; } message A { string f = 1; string g = 2; } "
        + $"service S {{ rpc G(A) returns (A) {{ option (google.api.http) = {{ {rule} }}; {option} }} }}";

    private static IEnumerable<BreakingExample> OfFiles =>
    [
        new(
            "FILE_SAME_PACKAGE",
            "message A {}",
            "syntax = \"proto3\"; package shop.v2; message A {}",
            "shop.proto",
            "Restore the old package"),
        new("FILE_SAME_SYNTAX", "", "syntax = \"proto2\"; package shop;", "shop.proto", "Keep the syntax"),
        Option("CSHARP_NAMESPACE", "\"A\""),
        Option("GO_PACKAGE", "\"a.b/c\""),
        Option("JAVA_MULTIPLE_FILES", "true"),
        Option("JAVA_OUTER_CLASSNAME", "\"A\""),
        Option("JAVA_PACKAGE", "\"a\""),
        Option("OBJC_CLASS_PREFIX", "\"A\""),
        Option("PHP_CLASS_PREFIX", "\"A\""),
        Option("PHP_METADATA_NAMESPACE", "\"A\""),
        Option("PHP_NAMESPACE", "\"A\""),
        Option("RUBY_PACKAGE", "\"A\""),
        Option("SWIFT_PREFIX", "\"A\""),
        Option("OPTIMIZE_FOR", "CODE_SIZE"),
        Option("CC_ENABLE_ARENAS", "false"),
        Option("CC_GENERIC_SERVICES", "true"),
        Option("JAVA_GENERIC_SERVICES", "true"),
        Option("PY_GENERIC_SERVICES", "true"),
    ];

    private static IEnumerable<BreakingExample> OfMessages =>
    [
        new("MESSAGE_NO_DELETE", "message A {} message B {}", "message A {}", "shop.B", "[Obsolete]"),
        new(
            "MESSAGE_SAME_REQUIRED_FIELDS",
            $"{Proto2} message A {{}}",
            $"{Proto2} message A {{ required int32 f = 1; }}",
            "shop.A",
            "Keep what is required"),
        new(
            "RESERVED_MESSAGE_NO_DELETE",
            "message A { reserved 5 to 8; }",
            "message A { reserved 5, 6; }",
            "shop.A",
            "[ProtoReserved(7, 8, \"why\")]"),
        new("MESSAGE_SAME_JSON_FORMAT", "message A {}", $"{Proto2} message A {{}}", "shop.A", "Keep the syntax"),
        new("ONEOF_NO_DELETE", "message A { oneof o { int32 f = 1; } }", "message A { int32 f = 1; }", "shop.A", "Bring it back"),
        new(
            "MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR",
            "message A {}",
            "message A { option no_standard_descriptor_accessor = true; }",
            "shop.A",
            "Remove the option"),
        new(
            "EXTENSION_MESSAGE_NO_DELETE",
            $"{Proto2} message A {{ extensions 5 to 9; }}",
            $"{Proto2} message A {{ extensions 5 to 8; }}",
            "shop.A",
            "Bring the range back"),
        new(
            "EXTENSION_NO_DELETE",
            $"{Proto2} message A {{ extensions 5; }} extend A {{ optional int32 f = 5; }}",
            $"{Proto2} message A {{ extensions 5; }}",
            "shop.proto, extension f",
            "Bring it back"),
    ];

    private static IEnumerable<BreakingExample> OfEnums =>
    [
        new("ENUM_NO_DELETE", "enum E { Z = 0; }", "", "shop.E", "[Obsolete]"),
        new(
            "ENUM_VALUE_NO_DELETE",
            "enum E { Z = 0; A = 1; }",
            "enum E { reserved 1; reserved \"A\"; Z = 0; }",
            "shop.E.A = 1",
            "[Obsolete]"),
        new(
            "ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED",
            "enum E { Z = 0; A = 1; }",
            "enum E { reserved \"A\"; Z = 0; }",
            "shop.E.A = 1",
            "[ProtoReserved(1, \"why\")]"),
        new(
            "ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED",
            "enum E { Z = 0; A = 1; }",
            "enum E { reserved 1; Z = 0; }",
            "shop.E.A = 1",
            "[ProtoReserved(\"A\", \"why\")]"),
        new("ENUM_VALUE_SAME_NAME", "enum E { Z = 0; A = 1; }", "enum E { Z = 0; B = 1; }", "shop.E.B", "[EnumMember(Value = \"A\")]"),
        new(
            "RESERVED_ENUM_NO_DELETE",
            "enum E { reserved \"A\"; Z = 0; }",
            "enum E { Z = 0; }",
            "shop.E",
            "[ProtoReserved(\"A\", \"why\")]"),
        new("ENUM_SAME_TYPE", "enum E { Z = 0; }", $"{Proto2} enum E {{ Z = 0; }}", "shop.E", "Keep the syntax"),
        new("ENUM_SAME_JSON_FORMAT", "enum E { Z = 0; }", $"{Proto2} enum E {{ Z = 0; }}", "shop.E", "Keep the syntax"),
    ];

    private static IEnumerable<BreakingExample> OfServices =>
    [
        new(
            "SERVICE_NO_DELETE",
            "message A {} service S { rpc G(A) returns (A); }",
            "message A {} service T { rpc G(A) returns (A); }",
            "shop.S",
            "[ServiceContract(Name = \"shop.S\")]"),
        Rpc("RPC_NO_DELETE", "rpc H(A) returns (B);", "[OperationContract(Name = \"G\")]"),
        Rpc("RPC_SAME_REQUEST_TYPE", "rpc G(B) returns (B);", "old request"),
        Rpc("RPC_SAME_RESPONSE_TYPE", "rpc G(A) returns (A);", "old response"),
        Rpc("RPC_SAME_CLIENT_STREAMING", "rpc G(stream A) returns (B);", "add a new rpc"),
        Rpc("RPC_SAME_SERVER_STREAMING", "rpc G(A) returns (stream B);", "add a new rpc"),
        Rpc(
            "RPC_SAME_IDEMPOTENCY_LEVEL",
            "rpc G(A) returns (B) { option idempotency_level = IDEMPOTENT; }",
            "[NoSideEffects]",
            before: "rpc G(A) returns (B) { option idempotency_level = NO_SIDE_EFFECTS; }"),
    ];

    private static IEnumerable<BreakingExample> OfRoutes =>
    [
        Route("ROUTE_NO_DELETE", "get: \"/v1/a\"", "get: \"/v1/b\"", "[Http(\"GET /v1/a\")]"),
        Route("ROUTE_SAME_FIELDS", "get: \"/v1/{f}\"", "get: \"/v1/{g}\"", "Use the old fields"),
        Route("ROUTE_SAME_BODY", "post: \"/v1/a\" body: \"*\"", "post: \"/v1/a\"", "Body = \"*\""),
        Route("ROUTE_SAME_RESPONSE_BODY", "get: \"/v1/a\" response_body: \"f\"", "get: \"/v1/a\"", "ResponseBody = \"f\""),
        Route("ROUTE_SAME_ANSWER", "get: \"/v1/a\"", "get: \"/v1/a\"", "Restore it", "option (answer) = { status: 201 };"),
    ];

    private static IEnumerable<BreakingExample> OfTools =>
    [
        Tool("TOOL_NO_DELETE", ""),
        Tool("TOOL_SAME_NAME", "option (tool) = { name: \"find\" };"),
    ];

    private static BreakingExample Tool(string rule, string after) => new(
        rule, WithTool("option (tool) = { name: \"get\" };"), WithTool(after), "shop.S/G", "[Tool(\"get\")]");

    private static string WithTool(string option) =>
        "syntax = \"proto3\"; package shop; import \"google/protobuf/descriptor.proto\"; "
        + "message Tool { string name = 1; } extend google.protobuf.MethodOptions { Tool tool = 51402; } "
        + $"message A {{ string f = 1; }} service S {{ rpc G(A) returns (A) {{ {option} }} }}";

    private static BreakingExample Route(string rule, string before, string after, string fix, string option = "") => new(
        rule, Routed(before, option), Routed(after), "shop.S/G", fix);

    private static BreakingExample Option(string name, string value) => new(
        $"FILE_SAME_{name}", "message A {}", $"option {name.ToLowerInvariant()} = {value}; message A {{}}", "shop.proto", "Restore it");

    private static BreakingExample Rpc(string rule, string after, string fix, string before = "rpc G(A) returns (B);") => new(
        rule,
        $"message A {{}} message B {{}} service S {{ {before} }}",
        $"message A {{}} message B {{}} service S {{ {after} }}",
        "shop.S/G",
        fix);
}
