using System.Text;
using CodeFirst.Tests.Unit.Transcoding.Json.Cases;
using CodeFirst.Transcoding.Json;
using static CodeFirst.Tests.Unit.Transcoding.Json.JsonCase;

namespace CodeFirst.Tests.Unit.Transcoding.Json;

public sealed class BodyReadingTests
{
    private const string NotInt64 = "Must be a whole number of at most 64 bits.";
    private const string NotDouble = "Must be a number in range, or \"NaN\", \"Infinity\" or \"-Infinity\".";
    private const string NotColor = "Must be one of COLOR_NONE, RED, BLUE, or a number.";

    [TestCase("\"9007199254740993\"", 9007199254740993)]
    [TestCase("9007199254740993", 9007199254740993)]
    [TestCase("-9223372036854775808", long.MinValue)]
    [TestCase("1e3", 1000)]
    [TestCase("\"1.0\"", 1)]
    [TestCase("1.00000000000000000000000000000000000000000000000000", 1)]
    [TestCase("12300e-2", 123)]
    public void A_whole_number_is_read_in_every_form(string json, long value)
    {
        Read($$"""{"large":{{json}}}""").Large.Should().Be(value);
    }

    [TestCase("1.5")]
    [TestCase("\"\"")]
    [TestCase("\" 1\"")]
    [TestCase("\"01\"")]
    [TestCase("\"+1\"")]
    [TestCase("9223372036854775808")]
    [TestCase("1e400")]
    [TestCase("true")]
    [TestCase("[1]")]
    public void What_is_no_whole_number_of_64_bits_is_refused(string json)
    {
        Refuse($$"""{"large":{{json}}}""").Should().Equal(("large", NotInt64));
    }

    [TestCase("small", "2147483648", "Must be a whole number from -2147483648 to 2147483647.")]
    [TestCase("zig", "-2147483649", "Must be a whole number from -2147483648 to 2147483647.")]
    [TestCase("positive", "-1", "Must be a whole number from 0 to 4294967295.")]
    [TestCase("fixed", "4294967296", "Must be a whole number from 0 to 4294967295.")]
    [TestCase("largePositive", "18446744073709551616", "Must be a whole number from 0 to 18446744073709551615.")]
    [TestCase("flag", "\"true\"", "Must be true or false.")]
    [TestCase("text", "1", "Must be a string.")]
    [TestCase("page", "[]", "Must be an object.")]
    [TestCase("tag", "\"a\"", "Must be an array.")]
    [TestCase("byName", "[]", "Must be an object.")]
    public void What_a_field_cannot_be_is_refused(string member, string json, string problem)
    {
        Refuse($$"""{"{{member}}":{{json}}}""").Should().Equal((EveryPlan.Find(Encoding.UTF8.GetBytes(member))!.Name, problem));
    }

    [TestCase("\"NaN\"", double.NaN)]
    [TestCase("\"-Infinity\"", double.NegativeInfinity)]
    [TestCase("\"1.5\"", 1.5)]
    [TestCase("1.7976931348623157e308", double.MaxValue)]
    public void A_number_is_read_in_every_form(string json, double value)
    {
        Read($$"""{"number":{{json}}}""").Number.Should().Be(value);
    }

    [TestCase("1e400")]
    [TestCase("\"nan\"")]
    [TestCase("\"1e400\"")]
    public void A_number_out_of_range_is_refused(string json)
    {
        Refuse($$"""{"number":{{json}}}""").Should().Equal(("number", NotDouble));
    }

    [Test]
    public void NaN_without_quotes_is_no_JSON()
    {
        FluentActions.Invoking(() => Read("""{"number":NaN}"""))
            .Should().Throw<InvalidBodyException>().WithMessage("The body is not valid JSON: see line 1, byte 11.");
    }

    [TestCase("+/+/", new byte[] { 0xFB, 0xFF, 0xBF })]
    [TestCase("-_-_", new byte[] { 0xFB, 0xFF, 0xBF })]
    [TestCase("AQ==", new byte[] { 1 })]
    [TestCase("AQ", new byte[] { 1 })]
    [TestCase("AQI", new byte[] { 1, 2 })]
    public void Bytes_are_read_in_both_alphabets_with_padding_and_without(string text, byte[] bytes)
    {
        Read($$"""{"data":"{{text}}"}""").Data.ToByteArray().Should().Equal(bytes);
    }

    [TestCase("A")]
    [TestCase("AQ=")]
    [TestCase("AQ===")]
    [TestCase("A Q=")]
    [TestCase("A=Q=")]
    public void What_is_no_base64_is_refused(string text)
    {
        Refuse($$"""{"data":"{{text}}"}""").Should().Equal(("data", "Must be a string of base64."));
    }

    [TestCase("\"RED\"", 1)]
    [TestCase("1", 1)]
    [TestCase("99", 99)]
    public void An_enum_is_read_by_name_or_number(string json, int value)
    {
        ((int)Read($$"""{"color":{{json}}}""").Color).Should().Be(value);
    }

    [TestCase("\"red\"")]
    [TestCase("\"NOPE\"")]
    [TestCase("\"1\"")]
    [TestCase("1.5")]
    public void What_is_no_value_of_the_enum_is_refused(string json)
    {
        Refuse($$"""{"color":{{json}}}""").Should().Equal(("color", NotColor));
    }

    [Test]
    public void Null_is_absent_and_zero_is_present_where_that_can_be_told()
    {
        Read("""{"maybe":null,"wrapped":null,"next":null,"tag":null}""").Should().Be(new Every());
        Read("""{"maybe":0,"wrapped":0}""").Should().Be(new Every { Maybe = 0, Wrapped = 0 });
        Wire(EveryPlan, "{\"small\":0,\"text\":\"\"}"u8.ToArray()).Should().BeEmpty();
    }

    [Test]
    public void Both_spellings_of_every_name_are_read()
    {
        Read("""{"byName":{"a":1},"large_positive":2,"page":{"page_size":3}}""")
            .Should().Be(Read("""{"by_name":{"a":1},"largePositive":2,"page":{"pageSize":3}}"""));
    }

    [Test]
    public void Maps_have_keys_of_every_kind()
    {
        var read = Read("""{"byName":{"":1},"byNumber":{"-7":{"name":"a"}},"byFlag":{"true":"RED","false":0}}""");

        read.ByName.Should().ContainKey("").WhoseValue.Should().Be(1);
        read.ByNumber[-7].Name.Should().Be("a");
        read.ByFlag.Should().HaveCount(2);
    }

    [TestCase("""{"byName":{"a":1,"\u0061":2}}""", "by_name[\"a\"]", "Must be sent once.")]
    [TestCase("""{"byNumber":{"1":{},"1.0":{}}}""", "by_number[\"1.0\"]", "Must be sent once.")]
    [TestCase("""{"byNumber":{"x":{}}}""", "by_number", "Has a key that is not allowed. Must be a whole number of at most 64 bits.")]
    [TestCase("""{"byFlag":{"TRUE":1}}""", "by_flag", "Has a key that is not allowed. Must be true or false.")]
    [TestCase("""{"byName":{"a":null}}""", "by_name[\"a\"]", "Must not be null.")]
    [TestCase("""{"tag":["a",null]}""", "tag[1]", "Must not be null.")]
    [TestCase("""{"userId":"a","email":"b"}""", "email", "Cannot be sent together with user_id.")]
    [TestCase("""{"inner":{},"inner":{}}""", "inner", "Must be sent once.")]
    [TestCase("""{"pageSize":1}""", "pageSize", "Is not a field of the body here.")]
    [TestCase("""{"byName":{},"by_name":{}}""", "by_name", "Must be sent once.")]
    [TestCase("""{"page":{"pageSize":1,"page_size":1}}""", "page.page_size", "Must be sent once.")]
    [TestCase("""{"text":"\ud800"}""", "text", "Must be valid Unicode.")]
    [TestCase("""{"text":"\udc00\ud800"}""", "text", "Must be valid Unicode.")]
    [TestCase("""{"text":"\ud800\u0061"}""", "text", "Must be valid Unicode.")]
    [TestCase("""{"\ud800":1}""", "(not valid Unicode)", "Is not a field of the body here.")]
    public void What_contradicts_itself_or_is_not_known_is_refused(string json, string field, string problem)
    {
        Refuse(json).Should().Equal((field, problem));
    }

    [Test]
    public void A_member_of_a_oneof_that_is_null_does_not_exclude_another()
    {
        Read("""{"userId":null,"email":"b"}""").Email.Should().Be("b");
    }

    [Test]
    public void Every_violation_is_named_with_its_path_and_place()
    {
        var body = Encoding.UTF8.GetBytes(
            "{\"small\":\"x\",\n \"greetings\":[{},{\"name\":1,\n\"color\":\"NOPE\"}],\n\"byName\":{\"a\":\"y\"}}");

        Violations(body).Should().Equal(
            new JsonViolation("small", "Must be a whole number from -2147483648 to 2147483647.", 1, 10),
            new JsonViolation("greetings[1].name", "Must be a string.", 2, 26),
            new JsonViolation("greetings[1].color", NotColor, 3, 9),
            new JsonViolation("by_name[\"a\"]", "Must be a whole number from -2147483648 to 2147483647.", 4, 15));
    }

    [Test]
    public void Of_very_many_violations_the_first_are_named()
    {
        Refuse("{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"a{i}\":1")) + "}").Should().HaveCount(100);
    }

    [TestCase("", 1)]
    [TestCase("""{"text":"a",}""", 13)]
    [TestCase("""{"text":"a"} {}""", 14)]
    [TestCase("""{/**/"text":"a"}""", 2)]
    [TestCase("{", 2)]
    public void A_body_that_is_no_JSON_is_refused_with_the_place(string body, int position)
    {
        FluentActions.Invoking(() => Read(body))
            .Should().Throw<InvalidBodyException>().WithMessage($"The body is not valid JSON: see line 1, byte {position}.");
    }

    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"text\"")]
    public void A_body_that_is_no_object_is_refused(string body)
    {
        FluentActions.Invoking(() => Read(body)).Should().Throw<InvalidBodyException>().WithMessage("The body must be a JSON object.");
    }

    [Test]
    public void A_body_may_be_100_deep_and_no_deeper()
    {
        var read = Read($"{string.Concat(Enumerable.Repeat("{\"next\":", 99))}{{}}{new string('}', 99)}");

        read.Next.Next.Next.Should().NotBeNull();
        FluentActions.Invoking(() => Read($"{string.Concat(Enumerable.Repeat("{\"next\":", 100))}{{}}{new string('}', 100)}"))
            .Should().Throw<InvalidBodyException>().WithMessage("The body is not valid JSON: see line 1, byte 801.");
    }

    [TestCase(new byte[] { 0xFF })]
    [TestCase(new byte[] { 0xC3, 0x28 })]
    [TestCase(new byte[] { 0xED, 0xA0, 0x80 })]
    public void Bytes_that_are_no_UTF8_are_refused(byte[] bytes)
    {
        Violations([.. "{\"text\":\""u8, .. bytes, .. "\"}"u8])
            .Should().Equal(new JsonViolation("text", "Must be valid Unicode.", 1, 9));
        Violations([.. "{\"text\":\"\\n"u8, .. bytes, .. "\"}"u8]).Should().ContainSingle();
    }

    [Test]
    public void A_byte_order_mark_is_skipped()
    {
        Read("\uFEFF{\"text\":\"a\"}").Text.Should().Be("a");
    }

    [Test]
    public void The_body_can_be_the_value_of_one_field()
    {
        Read("""[{"name":"a"},{"name":"b"}]""", "greetings").Greetings.Select(greeting => greeting.Name).Should().Equal("a", "b");
        Read("[]", "greetings").Should().Be(new Every());
        Read("""{"a":1}""", "by_name").ByName["a"].Should().Be(1);
        Read("""{"pageSize":1}""", "page").Page.PageSize.Should().Be(1);
        Read("\"2026-11-28T10:00:00Z\"", "at").At.Seconds.Should().Be(1795860000);
        Read("7", "small").Small.Should().Be(7);
    }

    [TestCase("""{"greetings":[]}""", "greetings", "The body must be a JSON array: see line 1, byte 1.")]
    [TestCase("\n []", "page", "The body must be a JSON object: see line 2, byte 2.")]
    [TestCase("null", "greetings", "The body must not be null: see line 1, byte 1.")]
    public void A_body_of_another_kind_than_the_field_is_refused_with_the_place(string body, string field, string problem)
    {
        FluentActions.Invoking(() => Read(body, field)).Should().Throw<InvalidBodyException>().WithMessage(problem);
    }

    [Test]
    public void A_body_in_pieces_is_read_as_one()
    {
        var body = Encoding.UTF8.GetBytes(
            """{"text":"zw\u00f6lf 😀","large":"9007199254740993","byName":{"a\n":1},"data":"AQID","greetings":[{"name":"x"}]}""");
        var whole = Wire(EveryPlan, body);

        foreach (var pieces in Enumerable.Range(2, body.Length - 2))
        {
            Wire(EveryPlan, body, pieces: pieces).Should().Equal(whole);
        }
    }

    [Test]
    public void Long_messages_in_one_another_have_the_right_lengths()
    {
        var text = new string('x', 20_000);

        var read = Read($$$"""{"next":{"next":{"text":"{{{text}}}","greetings":[{"name":"{{{text}}}"}]}},"small":1}""");

        read.Next.Next.Text.Should().Be(text);
        read.Next.Next.Greetings[0].Name.Should().Be(text);
        read.Small.Should().Be(1);
    }
}
