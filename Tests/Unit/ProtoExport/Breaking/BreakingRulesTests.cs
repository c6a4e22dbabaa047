using System.Reflection;
using CodeFirst.ProtoExport.Breaking;
using CodeFirst.ProtoExport.Breaking.Rules;
using CodeFirst.ProtoExport.Problems;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport.Breaking;

public sealed class BreakingRulesTests
{
    private static readonly BreakingLevels[] Levels = [BreakingLevels.Wire, BreakingLevels.WireJson, BreakingLevels.Files];

    private static readonly IReadOnlyList<BreakingRule> Rules =
    [
        .. new[]
            {
                typeof(FileRules), typeof(MessageRules), typeof(FieldRules), typeof(EnumRules), typeof(ServiceRules), typeof(RouteRules),
                typeof(ToolRules),
            }
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Select(property => (BreakingRule)property.GetValue(null)!),
    ];

    private static IEnumerable<TestCaseData> Examples =>
        BreakingExamples.All.Select(example => new TestCaseData(example).SetName($"{example.Rule}_is_told_at_its_levels"));

    [TestCaseSource(nameof(Examples))]
    public void A_break_is_told_with_its_code_rule_place_and_fix(object data)
    {
        var example = (BreakingExample)data;
        var rule = Rules.Single(candidate => candidate.Name == example.Rule);
        var (before, after) = (Compiled.Shop(example.Before), Compiled.Shop(example.After));

        foreach (var level in Levels)
        {
            var told = Breaks(before, after, level).Where(problem => RuleOf(problem) == rule.Name).ToList();

            told.Should().HaveCount(rule.Levels.HasFlag(level) ? 1 : 0, "the level is {0}", level);
            foreach (var problem in told)
            {
                (problem.Code, problem.Where).Should().Be((rule.Code, example.Where));
                problem.Fix.Should().Contain(example.Fix);
            }
        }
    }

    [Test]
    public void Every_rule_has_an_example()
    {
        // A file is gone: needs two files, and is tested below.
        Rules.Select(rule => rule.Name).Should()
            .BeEquivalentTo([.. BreakingExamples.All.Select(example => example.Rule), "FILE_NO_DELETE"]);
    }

    [Test]
    public void Every_rule_is_explained_in_the_readme()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "build", "README.md"));

        Rules.Should().OnlyContain(rule => readme.Contains($"| {rule.Code} | `{rule.Name}` |", StringComparison.Ordinal));
        Rules.Select(rule => rule.Code).Should().OnlyHaveUniqueItems();
    }

    [TestCase("NO_SIDE_EFFECTS", "IDEMPOTENCY_UNKNOWN", true)]
    [TestCase("NO_SIDE_EFFECTS", "IDEMPOTENT", true)]
    [TestCase("IDEMPOTENT", "IDEMPOTENCY_UNKNOWN", true)]
    [TestCase("IDEMPOTENT", "NO_SIDE_EFFECTS", false)]
    [TestCase("IDEMPOTENCY_UNKNOWN", "IDEMPOTENT", false)]
    [TestCase("IDEMPOTENCY_UNKNOWN", "NO_SIDE_EFFECTS", false)]
    public void A_promise_to_callers_that_retry_may_be_added_and_not_taken_back(string was, string @is, bool isBreak)
    {
        var before = Compiled.Shop($"message A {{}} service S {{ rpc G(A) returns (A) {{ option idempotency_level = {was}; }} }}");
        var after = Compiled.Shop($"message A {{}} service S {{ rpc G(A) returns (A) {{ option idempotency_level = {@is}; }} }}");

        foreach (var level in Levels)
        {
            Names(before, after, level).Should().Equal(isBreak ? ["RPC_SAME_IDEMPOTENCY_LEVEL"] : []);
        }
    }

    [Test]
    public void Routes_may_be_added_and_reordered()
    {
        const string head = "syntax = \"proto3\"; package shop; import \"google/api/annotations.proto\"; message A { string f = 1; } service S { ";
        var before = Compiled.Shop(
            head + "rpc F(A) returns (A); rpc G(A) returns (A) { option (google.api.http) = { get: \"/v1/{f}\" additional_bindings { get: \"/v1/b\" } }; } }");
        var after = Compiled.Shop(
            head + "rpc F(A) returns (A) { option (google.api.http) = { get: \"/v1/f/c\" }; } rpc G(A) returns (A) { option (google.api.http) = "
            + "{ get: \"/v1/b\" additional_bindings { get: \"/v1/{f=*}\" } additional_bindings { post: \"/v1/b\" body: \"*\" } }; } }");

        foreach (var level in Levels)
        {
            Breaks(before, after, level).Should().BeEmpty();
        }
    }

    [Test]
    public void A_file_that_is_gone_is_told_once()
    {
        var before = Compiled.Files(("a.proto", "message A {}"), ("b.proto", "message B {} service S { rpc G(B) returns (B); }"));
        var after = Compiled.Files(("a.proto", "message A {}"));

        Names(before, after, BreakingLevels.Files).Should().Equal("FILE_NO_DELETE");
        Names(before, after, BreakingLevels.WireJson).Should().Equal("SERVICE_NO_DELETE");
    }

    [Test]
    public void A_move_to_another_file_breaks_only_generated_code()
    {
        var before = Compiled.Files(("a.proto", "message A {} message B { int32 f = 1; } enum E { Z = 0; }"), ("b.proto", ""));
        var after = Compiled.Files(("a.proto", "message A {}"), ("b.proto", "message B { int32 f = 1; } enum E { Z = 0; }"));

        Names(before, after, BreakingLevels.Files).Should().Equal("MESSAGE_NO_DELETE", "ENUM_NO_DELETE");
        Names(before, after, BreakingLevels.WireJson).Should().BeEmpty();
    }

    [Test]
    public void A_moved_message_is_still_compared()
    {
        var before = Compiled.Files(("a.proto", "message B { int32 f = 1; }"), ("b.proto", ""));
        var after = Compiled.Files(("a.proto", ""), ("b.proto", "message B { string f = 1; }"));

        Names(before, after, BreakingLevels.Wire).Should().Equal("FIELD_WIRE_COMPATIBLE_TYPE");
    }

    [Test]
    public void Additions_pass_at_every_level()
    {
        var before = Compiled.Shop("message A { int32 f = 1; reserved 5; } enum E { Z = 0; } service S { rpc G(A) returns (A); }");
        var after = Compiled.Files(
            ("shop.proto", """
                message New {}
                message A {
                  int32 f = 1 [deprecated = true];
                  repeated New g = 2;
                  map<string, New> m = 3;
                  optional string o = 10;
                  oneof choice { int32 one = 7; New two = 8; }
                  reserved 4 to 6, 9;
                  reserved "old";
                }
                enum E { Z = 0; Y = 1; }
                enum F { Q = 0; }
                service S { rpc H(A) returns (New); rpc G(A) returns (A); }
                service T {}
                """),
            ("v2.proto", "syntax = \"proto3\"; package shop.v2; message A { string f = 1; }"));

        foreach (var level in Levels)
        {
            Breaks(before, after, level).Should().BeEmpty();
        }
    }

    [Test]
    public void All_breaks_are_told_at_once()
    {
        var before = Compiled.Shop("message A { int32 f = 1; int32 g = 2; } enum E { Z = 0; Y = 1; }");
        var after = Compiled.Shop("message A { string f = 1; int32 h = 2; } enum E { Z = 0; X = 1; }");

        Names(before, after, BreakingLevels.WireJson).Should().Equal(
            "FIELD_WIRE_JSON_COMPATIBLE_TYPE", "FIELD_SAME_NAME", "FIELD_SAME_JSON_NAME", "ENUM_VALUE_SAME_NAME");
    }

    [Test]
    public void The_value_of_a_map_is_named_by_its_field()
    {
        var before = Compiled.Shop("message A { map<string, int32> items = 1; }");
        var after = Compiled.Shop("message A { map<string, string> items = 1; }");

        Breaks(before, after, BreakingLevels.Wire).Should().ContainSingle().Which.Where.Should().Be("shop.A.items, value of the map");
    }

    [Test]
    public void A_map_that_is_gone_is_told_as_a_field_and_not_also_as_its_entry()
    {
        var before = Compiled.Shop("message A { map<string, int32> items = 1; }");
        var after = Compiled.Shop("message A { reserved 1; reserved \"items\"; }");

        Names(before, after, BreakingLevels.Files).Should().Equal("FIELD_NO_DELETE");
    }

    [Test]
    public void Ranges_that_are_cut_in_pieces_are_still_reserved()
    {
        var before = Compiled.Shop("message A { reserved 5 to 8, 20 to max; } enum E { Z = 0; reserved -5 to -1, 5 to max; }");
        var after = Compiled.Shop(
            "message A { reserved 5, 6 to 7, 8 to max; } enum E { Z = 0; reserved -9 to -3, -2 to -1, 5 to 2147483647; }");

        Breaks(before, after, BreakingLevels.Files).Should().BeEmpty();
    }

    [Test]
    public void Off_compares_nothing()
    {
        Breaks(Compiled.Shop("message A { int32 f = 1; }"), Compiled.Shop(""), BreakingLevels.Off).Should().BeEmpty();
    }

    private static IReadOnlyList<Problem> Breaks(FileDescriptorSet before, FileDescriptorSet after, BreakingLevels level) =>
        BreakingChanges.Between(before, after, level, _ => null);

    private static IEnumerable<string> Names(FileDescriptorSet before, FileDescriptorSet after, BreakingLevels level) =>
        Breaks(before, after, level).Select(RuleOf);

    private static string RuleOf(Problem problem) => problem.What.Split('(')[^1].TrimEnd('.', ')');
}
