using CodeFirst.ProtoExport.Breaking;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport.Breaking;

/// <summary>The forms of contracts that were not written for the exporter: what of them is an addition, and what breaks.</summary>
public sealed class AdoptedGateTests
{
    private const string Subtypes = "message Animal { string name = 1; oneof subtype { Dog dog = 10; Bird bird = 11; } } message Dog {} message Bird {}";
    private const string Default = "message Query {\n/* The page. Absent means 1. */ optional int32 page = 1; }";
    private const string List = "message OrderList { repeated Order items = 1; } message Order {}";

    [TestCase(Subtypes, "message Animal { string name = 1; oneof subtype { Dog dog = 10; Bird bird = 11; Cat cat = 12; } } message Dog {} message Bird {} message Cat {}")]
    [TestCase(Default, "message Query {\n/* Which page. \n\n Absent \n means 1. .NET never sends 0. */ optional int32 page = 1; }")]
    [TestCase("message Query { optional int32 page = 1; }", Default)]
    [TestCase(List, "message OrderList { repeated Order items = 1; } message Order { int32 id = 1; }")]
    [TestCase("enum Color { COLOR_NONE = 0; }", "enum Color { COLOR_NONE = 0; COLOR_RED = 1; }")]
    public void An_addition_passes(string before, string after)
    {
        BreaksOf(before, after).Should().BeEmpty();
    }

    [TestCase(
        Subtypes,
        "message Animal { string name = 1; oneof subtype { Dog dog = 10; } } message Dog {} message Bird {}",
        "FIELD_NO_DELETE_UNLESS_NAME_RESERVED FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED")]
    [TestCase(
        Subtypes,
        "message Animal { string name = 1; oneof subtype { Dog dog = 20; Bird bird = 11; } } message Dog {} message Bird {}",
        "FIELD_NO_DELETE_UNLESS_NAME_RESERVED FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED")]
    [TestCase(
        Subtypes,
        "message Animal { string name = 1; oneof subtype { Bird bird = 11; } Dog dog = 10; } message Dog {} message Bird {}",
        "FIELD_SAME_ONEOF")]
    [TestCase(Default, "message Query {\n/* Absent means 2. */ optional int32 page = 1; }", "FIELD_SAME_DEFAULT")]
    [TestCase(Default, "message Query {\n/* The page. */ optional int32 page = 1; }", "FIELD_SAME_DEFAULT")]
    [TestCase(
        "message A { message B {\n/* Absent means 0.5. */ optional double c = 1; } }",
        "message A { message B {\n/* Absent means 0.25. */ optional double c = 1; } }",
        "FIELD_SAME_DEFAULT")]
    [TestCase(List, "message OrderList { repeated string items = 1; } message Order {}", "FIELD_WIRE_JSON_COMPATIBLE_TYPE")]
    [TestCase("enum Color { NONE = 0; }", "enum Color { COLOR_NONE = 0; }", "ENUM_VALUE_SAME_NAME")]
    public void A_break_is_told(string before, string after, string rules)
    {
        string.Join(' ', BreaksOf(before, after).Order(StringComparer.Ordinal)).Should().Be(rules);
    }

    [Test]
    public void A_value_that_is_renamed_by_its_prefix_breaks_JSON_only()
    {
        BreaksOf("enum Color { NONE = 0; }", "enum Color { COLOR_NONE = 0; }", BreakingLevels.Wire).Should().BeEmpty();
    }

    [Test]
    public void The_messages_of_protobuf_net_come_and_go_with_what_uses_them()
    {
        const string bcl = "syntax = \"proto3\"; package bcl; message Guid { fixed64 lo = 1; fixed64 hi = 2; }";
        var before = Compiled.Files(
            ("protobuf-net/bcl.proto", bcl),
            ("shop.proto", "syntax = \"proto3\"; package shop; import \"protobuf-net/bcl.proto\"; message A { bcl.Guid id = 1; }"));
        var after = Compiled.Files(("shop.proto", "message A { string id = 1; }"));

        BreakingChanges.Between(before, after, BreakingLevels.Files, _ => null).Select(problem => problem.Where)
            .Should().OnlyContain(where => where == "shop.A.id");
    }

    // Through the bytes of the baseline, which has the defaults and no other comment.
    private static IEnumerable<string> BreaksOf(string before, string after, BreakingLevels level = BreakingLevels.WireJson)
    {
        var released = FileDescriptorSet.Parser.ParseFrom(ReleasedContract.Bytes(Compiled.Shop(before)));
        return BreakingChanges.Between(released, Compiled.Shop(after), level, _ => null)
            .Select(problem => problem.What[(problem.What.LastIndexOf('(') + 1)..^2]);
    }
}
