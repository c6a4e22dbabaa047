using CodeFirst.Tests.Unit.ProtoExport.Breaking;
using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.Routes;
using Google.Protobuf;

namespace CodeFirst.Tests.Unit.Transcoding.Routes;

public sealed class HttpRoutesTests
{
    [TestCase("get: \"/v1/{f}\"", "GET /v1/{f}")]
    [TestCase("put: \"/v1/a\" body: \"*\"", "PUT /v1/a")]
    [TestCase("patch: \"/v1/{b.f}\" body: \"b\"", "PATCH /v1/{b.f}")]
    [TestCase("delete: \"/v1/a\" response_body: \"many\"", "DELETE /v1/a")]
    [TestCase("custom: { kind: \"SEARCH\" path: \"/v1/a\" } additional_bindings { post: \"/v1/b\" }", "SEARCH /v1/a, POST /v1/b")]
    public void Routes_are_read_in_their_order(string rule, string routes)
    {
        string.Join(", ", Read(rule)).Should().Be(routes);
    }

    [TestCase("get: \"v1/a\"", "GET v1/a", "it must begin with '/'")]
    [TestCase("get: \"/v1/{x}\"", "GET /v1/{x}", "the message has no field 'x'")]
    [TestCase("get: \"/v1/{b.x}\"", "GET /v1/{b.x}", "the message has no field 'b.x'")]
    [TestCase("get: \"/v1/{f.x}\"", "GET /v1/{f.x}", "the message has no field 'f.x'")]
    [TestCase("get: \"/v1/{many.f}\"", "GET /v1/{many.f}", "the message has no field 'many.f'")]
    [TestCase("get: \"/v1/{at.seconds}\"", "GET /v1/{at.seconds}", "the message has no field 'at.seconds'")]
    [TestCase("post: \"/v1/a\" body: \"x\"", "POST /v1/a", "the message has no field 'x'")]
    [TestCase("get: \"/v1/a\" response_body: \"x\"", "GET /v1/a", "the message has no field 'x'")]
    [TestCase("get: \"/v1/a\" additional_bindings { get: \"/v1/{x}\" }", "GET /v1/{x}", "the message has no field 'x'")]
    [TestCase("body: \"*\"", "{ \"body\": \"*\" }", "it has no path")]
    public void A_rule_that_cannot_be_served_is_named(string rule, string route, string problem)
    {
        Refusal(() => Read(rule)).Should().Be(
            $"The route '{route}' of shop.S.G cannot be used: {problem}. Correct it in the contract, and build that.");
    }

    [TestCase("location: \"/v1/{f}/{x}\"")]
    [TestCase("location: \"/v1/{f}\" mark: \"x\"")]
    public void An_answer_that_names_no_field_is_refused(string answer)
    {
        Refusal(() => Read("get: \"/v1/a\"", answer)).Should().Contain("'GET /v1/a'").And.Contain("the message has no field 'x'");
    }

    [Test]
    public void An_answer_is_read_with_its_route()
    {
        Read("post: \"/v1/a\"", "status: 201 location: \"/v1/{f}\" mark: \"f\" resume: \"b\" later: \"unknown\"").Single().Answer
            .Should().Be(new HttpAnswer(201, "/v1/{f}", "f", "b"));
    }

    private static string Refusal(Action read) => read.Should().Throw<InvalidOperationException>().Which.Message;

    private static IReadOnlyList<HttpRoute> Read(string rule, string answer = "")
    {
        var set = Compiled.Shop(
            "syntax = \"proto3\"; package shop; import \"google/api/annotations.proto\"; import \"google/protobuf/descriptor.proto\"; "
            + "import \"google/protobuf/timestamp.proto\"; "
            + "message Answer { int32 status = 1; string location = 2; string mark = 3; string resume = 4; string later = 5; } "
            + "extend google.protobuf.MethodOptions { Answer answer = 51401; } "
            + "message A { string f = 1; A b = 2; repeated A many = 3; google.protobuf.Timestamp at = 4; } "
            + $"service S {{ rpc G(A) returns (A) {{ option (google.api.http) = {{ {rule} }}; option (answer) = {{ {answer} }}; }} }}");

        return HttpRoutes.Of(ContractDescriptors.Parse([set.ToByteArray()]).Find("/shop.S/G")!);
    }
}
