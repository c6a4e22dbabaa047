using System.Buffers;
using CodeFirst.Tests.Unit.Transcoding.Json.Cases;
using CodeFirst.Transcoding.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using static CodeFirst.Tests.Unit.Transcoding.Json.JsonCase;

namespace CodeFirst.Tests.Unit.Transcoding.Json;

public sealed class MessageWritingTests
{
    private static readonly JsonWriteOptions Proto = new() { ProtoNames = true };

    [TestCase("B201040801" + "1001" + "B201040802" + "1002", """{"byFlag":{"true":"BLUE"}}""")]
    [TestCase("B201040800" + "1001" + "B20105088000" + "1002", """{"byFlag":{"false":"BLUE"}}""")]
    [TestCase("B2010408011001" + "B2010408001002" + "B201021001", """{"byFlag":{"true":"RED","false":"RED"}}""")]
    [TestCase("AA0104" + "08011200" + "AA0105" + "0881001200", """{"byNumber":{"1":{}}}""")]
    public void A_key_in_another_form_is_the_same_key(string wire, string json)
    {
        Write(EveryPlan, Convert.FromHexString(wire)).Should().Be(json);
    }

    [TestCase("DA0109" + "110100000000000000", """{"lasts":"0s"}""")]
    [TestCase("D20109" + "110100000000000000", """{"at":"1970-01-01T00:00:00Z"}""")]
    public void A_number_of_another_wire_type_is_an_unknown_field(string wire, string json)
    {
        Write(EveryPlan, Convert.FromHexString(wire)).Should().Be(json);
    }

    [TestCase("BA010161" + "C20101" + "62" + "BA010163", """{"userId":"c"}""")]
    [TestCase("BA010161" + "C20101" + "62" + "BA010163" + "C2010164", """{"email":"d"}""")]
    [TestCase("CA01020801" + "BA010161" + "CA0103120178", """{"inner":{"token":"x"}}""")]
    [TestCase("CA01020801" + "CA0103120178", """{"inner":{"pageSize":1,"token":"x"}}""")]
    public void Of_a_oneof_what_was_set_last_counts_and_nothing_from_before(string wire, string json)
    {
        Write(EveryPlan, Convert.FromHexString(wire)).Should().Be(json);
        Write(Every.Parser.ParseFrom(Convert.FromHexString(wire))).Should().Be(json, "it is what Google's reader sees");
    }

    [Test]
    public void Elements_may_stand_between_others_as_often_as_they_like()
    {
        const int Elements = 500;
        var wire = string.Concat(Enumerable.Range(0, Elements).Select(i => $"920101{'a' + (i % 26):X2}9801{i % 100:X2}"));

        var json = System.Text.Json.Nodes.JsonNode.Parse(Write(EveryPlan, Convert.FromHexString(wire)))!;

        json["tag"]!.AsArray().Select(tag => (string)tag!).Should().Equal(Enumerable.Range(0, Elements).Select(i => $"{(char)('a' + (i % 26))}"));
        json["counts"]!.AsArray().Select(count => (int)count!).Should().Equal(Enumerable.Range(0, Elements).Select(i => i % 100));
    }

    [Test]
    public void Empty_fields_are_left_out_or_written()
    {
        Write(new Every()).Should().Be("{}");
        Write(new Page(), new JsonWriteOptions { WriteEmpty = true, ProtoNames = true }).Should().Be("""{"page_size":0,"token":""}""");
        Write(new Every(), new JsonWriteOptions { WriteEmpty = true }).Should()
            .StartWith("""{"text":"","small":0,"large":"0",""")
            .And.Contain(""","color":"COLOR_NONE","greetings":[],"tag":[],"counts":[],"byName":{},""")
            .And.EndWith(""","byName":{},"byNumber":{},"byFlag":{},"colors":[]}""");
    }

    [Test]
    public void Numbers_enums_and_names_are_written_as_the_options_say()
    {
        var message = new Every { Large = 5, Color = Color.Red, ByNumber = { [3] = new Greeting() }, LargePositive = 6, Maybe = 0 };

        Write(message).Should().Be("""{"large":"5","largePositive":"6","color":"RED","maybe":0,"byNumber":{"3":{}}}""");
        Write(message, new JsonWriteOptions { Int64AsNumbers = true, EnumsAsNumbers = true, ProtoNames = true })
            .Should().Be("""{"large":5,"large_positive":6,"color":1,"maybe":0,"by_number":{"3":{}}}""");
    }

    [TestCase("<b>&\u2028\u2029", true, "\\u003cb\\u003e\\u0026\\u2028\\u2029")]
    [TestCase("<b>&\u2028\u2029", false, "<b>&\u2028\u2029")]
    public void Text_is_escaped_as_Go_does(string text, bool escapeHtml, string written)
    {
        Write(new Every { Text = text }, new JsonWriteOptions { EscapeHtml = escapeHtml }).Should().Be($$"""{"text":"{{written}}"}""");
    }

    // No TestCase: the runner loses the result of one with control characters in its arguments.
    [Test]
    public void A_character_is_escaped_wherever_it_stands_in_a_text()
    {
        foreach (var character in new[] { "\0", "\u001f", "\"", "\\", "<", "&", "\u007f", "ä", "\u2028", "\u20ac", "\U0001f600" })
        {
            for (var before = 0; before < 40; before++)
            {
                var text = $"{new string('a', before)}{character}{new string('b', before % 19)}{character}";

                var json = Write(new Every { Text = text }, new JsonWriteOptions { EscapeHtml = true });

                ((string)System.Text.Json.Nodes.JsonNode.Parse(json)!["text"]!).Should().Be(text);
                json.Should().NotContainAny("<", "&", "\u2028");
            }
        }
    }

    [Test]
    public void Control_characters_are_escaped_as_Go_does()
    {
        Write(new Every { Text = "\"\\/\b\f\n\r\t\0\u001f\u007f€😀" }, new JsonWriteOptions { EscapeHtml = true })
            .Should().Be("{\"text\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f€😀\"}");
    }

    [Test]
    public void One_field_can_be_the_whole_answer()
    {
        var message = new Every { Tag = { "a" }, Page = new Page { PageSize = 1 } };

        Write(message, field: "tag").Should().Be("""["a"]""");
        Write(message, field: "page").Should().Be("""{"pageSize":1}""");
        Write(new Every(), field: "tag").Should().Be("[]");
        Write(new Every(), field: "by_name").Should().Be("{}");
        Write(new Every(), field: "page").Should().Be("{}");
        Write(new Every(), field: "text").Should().Be("\"\"");
        Write(new Every(), field: "large").Should().Be("\"0\"");
        Write(new Every(), field: "nick").Should().Be("null");
    }

    [TestCase("0001-01-01T00:00:00Z", null)]
    [TestCase("9999-12-31T23:59:59.999999999Z", null)]
    [TestCase("2026-11-28T10:00:00.1+02:00", "2026-11-28T08:00:00.100Z")]
    [TestCase("1969-12-31T23:59:59.000001Z", null)]
    public void Times_are_kept_to_the_nanosecond(string sent, string? written)
    {
        Write(Read($$"""{"at":"{{sent}}"}""")).Should().Be($$"""{"at":"{{written ?? sent}}"}""");
    }

    [TestCase("10000-01-01T00:00:00Z")]
    [TestCase("0000-12-31T23:59:59Z")]
    [TestCase("0001-01-01T00:00:00+00:01")]
    [TestCase("2026-02-29T00:00:00Z")]
    [TestCase("2026-11-28 10:00:00Z")]
    [TestCase("2026-11-28T10:00:00")]
    [TestCase("2026-11-28T10:00:00.Z")]
    [TestCase("2026-11-28T10:00:00.1234567890Z")]
    [TestCase("2026-11-28T10:00:60Z")]
    public void What_is_no_time_is_refused(string text)
    {
        Refuse($$"""{"at":"{{text}}"}""").Should().ContainSingle().Which.Field.Should().Be("at");
    }

    [TestCase("-315576000000.999999999s", null)]
    [TestCase("-0.5s", "-0.500s")]
    [TestCase("1s", null)]
    public void Durations_are_kept_to_the_nanosecond(string sent, string? written)
    {
        Write(Read($$"""{"lasts":"{{sent}}"}""")).Should().Be($$"""{"lasts":"{{written ?? sent}}"}""");
    }

    [TestCase("lasts", "\"315576000001s\"")]
    [TestCase("lasts", "\"1\"")]
    [TestCase("lasts", "\".5s\"")]
    [TestCase("mask", "\"a_b\"")]
    [TestCase("mask", "\"a,\"")]
    [TestCase("any", """{"@type":"x/unknown.Type"}""")]
    [TestCase("any", """{"text":"a"}""")]
    [TestCase("any", """{"@type":"type.googleapis.com/google.protobuf.Duration"}""")]
    [TestCase("list", "{}")]
    [TestCase("fields", "[]")]
    public void What_has_a_form_of_its_own_is_refused_in_any_other(string field, string json)
    {
        Refuse($$"""{"{{field}}":{{json}}}""").Should().ContainSingle().Which.Field.Should().Be(field);
    }

    [TestCase("""{"mask":"text,page.pageSize"}""")]
    [TestCase("""{"fields":{"a":null,"b":[1,"x",true,{}],"c":{"d":-0.5}}}""")]
    [TestCase("""{"anything":null}""")]
    [TestCase("""{"anything":[1,null]}""")]
    [TestCase("""{"list":[]}""")]
    [TestCase("""{"any":{"@type":"type.googleapis.com/transcoding.cases.v1.Page","pageSize":1}}""")]
    [TestCase("""{"any":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1s"}}""")]
    [TestCase("""{"any":{"@type":"x/google.protobuf.Any","value":{"@type":"x/transcoding.cases.v1.Page"}}}""")]
    [TestCase("""{"any":{}}""")]
    [TestCase("""{"nick":"","wrapped":"0"}""")]
    [TestCase("""{"color":99,"colors":["RED",7]}""")]
    [TestCase("""{"userId":""}""")]
    public void Forms_of_their_own_come_back_as_they_were_sent(string json)
    {
        Write(Read(json)).Should().Be(json);
    }

    [Test]
    public void The_type_of_an_Any_may_come_last()
    {
        Read("""{"any":{"page_size":1,"@type":"x/transcoding.cases.v1.Page"}}""").Any.Unpack<Page>().PageSize.Should().Be(1);
    }

    [Test]
    public void What_comes_in_any_order_and_in_parts_is_written_as_one_message()
    {
        // small twice, page in two parts, counts packed and not, an unknown field, and two alternatives.
        byte[] wire =
        [
            .. new Every { Counts = { 1, 2 }, Small = 1, UserId = "a" }.ToByteArray(),
            .. new Every { Page = new Page { PageSize = 3 }, ByName = { ["k"] = 1 } }.ToByteArray(),
            0xC0, 0x3E, 1,
            0x98, 1, 3,
            .. new Every { Page = new Page { Token = "t" }, Small = 2, Email = "b", Text = "x", ByName = { ["k"] = 2 } }.ToByteArray(),
        ];

        Write(EveryPlan, wire).Should().Be(
            """{"text":"x","small":2,"page":{"pageSize":3,"token":"t"},"counts":[1,2,3],"byName":{"k":2},"email":"b"}""");
        Cases.Every.Parser.WithDiscardUnknownFields(true).ParseFrom(wire).Should().Be(Read(Write(EveryPlan, wire)));
    }

    [Test]
    public void Pieces_of_a_message_are_written_as_the_whole()
    {
        var wire = new Every { Text = "zwölf", Greetings = { new Greeting { Name = "a" } } }.ToByteArray();

        foreach (var pieces in Enumerable.Range(2, wire.Length - 2))
        {
            Write(EveryPlan, wire, pieces: pieces).Should().Be("""{"text":"zwölf","greetings":[{"name":"a"}]}""");
        }
    }

    [TestCase(new byte[] { 0x0A, 5, 1 }, "The message ends in the middle of a field.")]
    [TestCase(new byte[] { 0x0A, 1, 0xFF }, "A string is not valid UTF-8.")]
    [TestCase(new byte[] { 0x00 }, "The tag 0 is none of the wire format.")]
    [TestCase(new byte[] { 0x0F }, "The tag 15 is none of the wire format.")]
    [TestCase(new byte[] { 0x10, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1 }, "A number has more than ten bytes.")]
    [TestCase(new byte[] { 0x0C }, "Field 1 is a group that does not begin, or is too deep.")]
    [TestCase(
        new byte[] { 0x92, 0x02, 3, 0x45, 0, 0, 0x92, 0x02, 4, 0x08, 1, 0x08, 1 }, // a part of a message that ends in the middle of a field
        "The message ends in the middle of a field.")]
    public void Bytes_that_are_no_message_are_told(byte[] wire, string problem)
    {
        FluentActions.Invoking(() => Write(EveryPlan, wire)).Should().Throw<MalformedMessageException>().WithMessage(problem);
    }

    [Test]
    public void What_JSON_cannot_say_is_told()
    {
        Problem(new Every { At = new Timestamp { Seconds = 253402300800 } }).Should().Be("A Timestamp is not from year 1 to 9999.");
        Problem(new Every { Lasts = new Duration { Seconds = 1, Nanos = -1 } }).Should().Be("A Duration is out of range.");
        Problem(new Every { Anything = Value.ForNumber(double.NaN) })
            .Should().Be("A google.protobuf.Value holds a number that JSON has not.");
        Problem(new Every { Any = new Any { TypeUrl = "x/y.Z" } }).Should().Be("The contract has no message 'x/y.Z', which an Any holds.");
        Problem(new Every { Mask = new FieldMask { Paths = { "a__b" } } })
            .Should().Be("The path 'a__b' of a FieldMask has no lowerCamelCase form.");
    }

    [Test]
    public void Messages_that_are_nested_too_deep_are_told()
    {
        var message = new Every();
        for (var i = 0; i < 100; i++)
        {
            message = new Every { Next = message };
        }

        Problem(message).Should().Be("Messages are nested deeper than 100.");
    }

    [Test]
    public void The_text_of_a_field_is_that_of_a_path_or_a_header()
    {
        var message = new Every { Text = "a", Large = -7, Page = new Page { Token = "t" }, Color = Color.Red };
        var wire = new ReadOnlySequence<byte>(message.ToByteArray());

        JsonWriter.TextOf(wire, EveryPlan.FindPath("text")!).Should().Be("a");
        JsonWriter.TextOf(wire, EveryPlan.FindPath("large")!).Should().Be("-7");
        JsonWriter.TextOf(wire, EveryPlan.FindPath("page.token")!).Should().Be("t");
        JsonWriter.TextOf(wire, EveryPlan.FindPath("color")!).Should().Be("RED");
        JsonWriter.TextOf(wire, EveryPlan.FindPath("email")!).Should().BeNull();
    }

    [Test]
    public void Names_of_the_proto_are_written_inside_lists_and_maps_too()
    {
        Write(new Every { Next = new Every { ByName = { ["aB"] = 1 } } }, Proto).Should().Be("""{"next":{"by_name":{"aB":1}}}""");
    }

    private static string Problem(IMessage message) =>
        FluentActions.Invoking(() => Write(message)).Should().Throw<MalformedMessageException>().Which.Message;
}
