using CodeFirst.Transcoding;

namespace CodeFirst.Tests.Unit.Transcoding.OpenApi;

public sealed class SchemaTests
{
    private const string Service = "service S { rpc Put(R) returns (R) { option (google.api.http) = { put: \"/v1/r\" body: \"*\" }; } }";

    [TestCase("bool f = 1;", """{"type":"boolean"}""")]
    [TestCase("string f = 1;", """{"type":"string"}""")]
    [TestCase("bytes f = 1;", """{"type":"string","format":"byte"}""")]
    [TestCase("double f = 1;", """{"type":"number","format":"double"}""")]
    [TestCase("float f = 1;", """{"type":"number","format":"float"}""")]
    [TestCase("sint32 f = 1;", """{"type":"integer","format":"int32"}""")]
    [TestCase("fixed32 f = 1;", """{"minimum":0,"type":"integer","format":"uint32"}""")]
    [TestCase("int64 f = 1;", """{"type":"string","format":"int64"}""")]
    [TestCase("uint64 f = 1;", """{"type":"string","format":"uint64"}""")]
    [TestCase("repeated int32 f = 1;", """{"type":"array","items":{"type":"integer","format":"int32"}}""")]
    [TestCase("map<int32, R> f = 1;", """{"type":"object","additionalProperties":{"$ref":"#/components/schemas/R"}}""")]
    [TestCase("R f = 1;", """{"$ref":"#/components/schemas/R"}""")]
    [TestCase("E f = 1;", """{"$ref":"#/components/schemas/E"}""")]
    [TestCase("google.protobuf.Timestamp f = 1;", """{"type":"string","format":"date-time"}""")]
    [TestCase("google.protobuf.Int32Value f = 1;", """{"type":["null","integer"],"format":"int32"}""")]
    [TestCase("google.protobuf.Struct f = 1;", """{"type":"object","additionalProperties":{}}""")]
    [TestCase("google.protobuf.Value f = 1;", """{"description":"Any JSON value."}""")]
    [TestCase("google.protobuf.ListValue f = 1;", """{"type":"array","items":{}}""")]
    [TestCase("google.protobuf.FieldMask f = 1;", """{"type":"string"}""")]
    [TestCase("google.protobuf.NullValue f = 1;", """{"type":"null"}""")]
    [TestCase("int32 f = 1 [deprecated = true];", """{"type":"integer","format":"int32","deprecated":true}""")]
    public void A_field_has_the_schema_of_its_JSON(string field, string schema)
    {
        var document = Document.OfProto($"enum E {{ E_ZERO = 0; E_ONE = 1; }} message R {{ {field} }} {Service}");

        document["components"]!["schemas"]!["R"]!["properties"]!["f"]!.ToJsonString().Should().Be(schema);
    }

    [Test]
    public void Numbers_and_enums_are_as_they_are_written()
    {
        var document = Document.OfProto(
            $"enum E {{ E_ZERO = 0; E_ONE = 1; }} message R {{ int64 n = 1; E e = 2; }} {Service}",
            options => (options.WritesInt64AsNumbers, options.WritesEnumsAsNumbers) = (true, true));

        var schemas = document["components"]!["schemas"]!;
        schemas["R"]!["properties"]!["n"]!["type"]!.GetValue<string>().Should().Be("integer");
        schemas["E"]!["enum"]!.ToJsonString().Should().Be("[0,1]");
        schemas["E"]!["description"]!.GetValue<string>().Should().Contain("1 (E_ONE)");
    }

    [Test]
    public void Comments_are_descriptions()
    {
        var document = Document.OfProto(
            """
            // Colours
            // of things.
            enum E {
              // Nothing.
              E_ZERO = 0;
            }
            // A thing.
            //
            // With care.
            message R {
              // Its colour.
              E e = 1;
              // Its name.
              string name = 2;
              oneof choice { string a = 3; string b = 4; }
            }
            // Does things.
            service S {
              // Puts a thing. INVALID_ARGUMENT if it is none.
              rpc Put(R) returns (R) { option (google.api.http) = { put: "/v1/r" body: "*" }; }
            }
            """);

        var schemas = document["components"]!["schemas"]!;
        schemas["R"]!["description"]!.GetValue<string>().Should().Be("A thing.\n\nWith care.\n\nAt most one of a, b is set.");
        schemas["R"]!["properties"]!["e"]!["description"]!.GetValue<string>().Should().Be("Its colour.");
        schemas["R"]!["properties"]!["name"]!["description"]!.GetValue<string>().Should().Be("Its name.");
        schemas["E"]!["description"]!.GetValue<string>().Should().Be("Colours of things.\n\n- E_ZERO: Nothing.");
        var put = document["paths"]!["/v1/r"]!["put"]!;
        put["summary"]!.GetValue<string>().Should().Be("Puts a thing");
        put["description"]!.GetValue<string>().Should().Be("Puts a thing. INVALID_ARGUMENT if it is none.");
        document["tags"]![0]!["description"]!.GetValue<string>().Should().Be("Does things.");
    }

    [Test]
    public void A_message_that_is_called_Error_does_not_hide_the_errors()
    {
        var document = Document.OfProto($"message Error {{ string text = 1; }} message R {{ Error error = 1; }} {Service}");

        var schemas = document["components"]!["schemas"]!.AsObject();
        schemas.Select(schema => schema.Key).Should().BeEquivalentTo("Error", "R", "shop.v1.Error");
        schemas["R"]!["properties"]!["error"]!["$ref"]!.GetValue<string>().Should().EndWith("/shop.v1.Error");
    }

    [Test]
    public void The_types_of_code_first_contracts_are_values()
    {
        var document = Document.OfCorpus("OldForms", options => options.ServesMethodsWithoutRoute = true);

        var text = document["components"]!["schemas"]!.ToJsonString();
        text.Should().Contain("\"format\":\"uuid\"").And.NotContain("\"Decimal\":");
    }

    [Test]
    public void Examples_are_those_of_the_options()
    {
        var reference = new ReferenceOptions { Examples = { ["shop.v1.R"] = """{"id":"r-1","text":"hi"}""" } };
        var document = Document.OfProto(
            """
            message R { string id = 1; string text = 2; }
            service S { rpc Put(R) returns (R) { option (google.api.http) = { put: "/v1/{id}" body: "*" }; } }
            """,
            reference: reference);

        var put = document["paths"]!["/v1/{id}"]!["put"]!;
        put["parameters"]![0]!["example"]!.GetValue<string>().Should().Be("r-1");
        put["requestBody"]!["content"]!["application/json"]!["example"]!.ToJsonString().Should().Be("""{"text":"hi"}""");
        put["responses"]!["200"]!["content"]!["application/json"]!["example"]!.ToJsonString().Should().Be("""{"id":"r-1","text":"hi"}""");
    }

    [Test]
    public void An_example_that_is_no_object_is_refused_by_name()
    {
        var reference = new ReferenceOptions { Examples = { ["shop.v1.R"] = "[1]" } };

        var build = () => Document.OfProto($"message R {{ string id = 1; }} {Service}", reference: reference);

        build.Should().Throw<InvalidOperationException>().WithMessage("The example of shop.v1.R is not a JSON object: *");
    }
}
