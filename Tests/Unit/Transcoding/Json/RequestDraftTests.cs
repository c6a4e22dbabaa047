using System.Buffers;
using System.Text;
using CodeFirst.Tests.Unit.Transcoding.Json.Cases;
using CodeFirst.Transcoding.Json;
using static CodeFirst.Tests.Unit.Transcoding.Json.JsonCase;

namespace CodeFirst.Tests.Unit.Transcoding.Json;

public sealed class RequestDraftTests
{
    private const string NotHere = "Is not a query parameter here.";

    [Test]
    public void Parameters_set_lists_in_order_and_fields_of_messages()
    {
        Query(("text", "a"), ("tag", "x"), ("tag", "y"), ("page.pageSize", "5"), ("page.token", "t"), ("counts", "1"), ("counts", "2"))
            .Should().Be(new Every
            {
                Text = "a",
                Tag = { "x", "y" },
                Page = new Page { PageSize = 5, Token = "t" },
                Counts = { 1, 2 },
            });
    }

    [TestCase("at", "2026-11-28T10:00:00Z", """{"at":"2026-11-28T10:00:00Z"}""")]
    [TestCase("lasts", "3.5s", """{"lasts":"3.500s"}""")]
    [TestCase("mask", "text,page.pageSize", """{"mask":"text,page.pageSize"}""")]
    [TestCase("nick", "", """{"nick":""}""")]
    [TestCase("wrapped", "-1", """{"wrapped":"-1"}""")]
    [TestCase("flag", "true", """{"flag":true}""")]
    [TestCase("color", "RED", """{"color":"RED"}""")]
    [TestCase("color", "2", """{"color":"BLUE"}""")]
    [TestCase("maybe", "0", """{"maybe":0}""")]
    [TestCase("number", "-Infinity", """{"number":"-Infinity"}""")]
    [TestCase("data", "_w", """{"data":"/w=="}""")]
    [TestCase("text", "zwölf 😀", """{"text":"zwölf 😀"}""")]
    [TestCase("small", "007", """{"small":7}""")]
    public void A_parameter_is_read_as_the_type_of_its_field(string name, string value, string json)
    {
        Write(Query((name, value))).Should().Be(json);
    }

    [TestCase("small", "1.0", "Must be a whole number from -2147483648 to 2147483647.")]
    [TestCase("small", "", "Must be a whole number from -2147483648 to 2147483647.")]
    [TestCase("small", " 1", "Must be a whole number from -2147483648 to 2147483647.")]
    [TestCase("large", "99999999999999999999", "Must be a whole number of at most 64 bits.")]
    [TestCase("flag", "1", "Must be true or false.")]
    [TestCase("colour", "red", NotHere)]
    [TestCase("pageSize", "5", NotHere)]
    [TestCase("page", "5", NotHere)]
    [TestCase("page.", "5", NotHere)]
    [TestCase("text.length", "5", NotHere)]
    [TestCase("at.seconds", "5", NotHere)]
    [TestCase("greetings.name", "5", NotHere)]
    [TestCase("by_name", "5", NotHere)]
    [TestCase("", "5", NotHere)]
    public void A_parameter_that_cannot_be_is_refused(string name, string value, string problem)
    {
        using var draft = RequestDraft.Rent(EveryPlan);
        draft.AddParameter(name, value);

        draft.Violations.Should().Equal(new JsonViolation(name, problem, 0, 0));
    }

    [Test]
    public void A_parameter_with_half_a_surrogate_pair_is_refused()
    {
        using var draft = RequestDraft.Rent(EveryPlan);
        draft.AddParameter("text", ['a', '\ud800']);

        draft.Violations.Should().Equal(new JsonViolation("text", "Must be valid Unicode.", 0, 0));
    }

    [Test]
    public void A_parameter_is_sent_once()
    {
        using var draft = RequestDraft.Rent(EveryPlan);
        draft.AddParameter("page.page_size", "5");
        draft.AddParameter("page.pageSize", "6");

        draft.Violations.Should().Equal(new JsonViolation("page.page_size", "Must be sent once.", 0, 0));
    }

    [Test]
    public void Alternatives_exclude_one_another_wherever_they_come_from()
    {
        using var query = RequestDraft.Rent(EveryPlan);
        query.AddPath(Path("user_id"), "ann");
        query.AddParameter("email", "x@y");
        using var body = RequestDraft.Rent(EveryPlan);
        body.AddPath(Path("user_id"), "ann");
        body.AddBody(Body("""{"inner":{}}"""));

        query.Violations.Should().Equal(new JsonViolation("email", "Cannot be sent together with user_id.", 0, 0));
        body.Violations.Should().Equal(new JsonViolation("inner", "Cannot be sent together with user_id.", 1, 10));
    }

    [Test]
    public void A_field_of_the_path_is_no_parameter_and_no_member_of_the_body()
    {
        using var query = RequestDraft.Rent(EveryPlan);
        query.AddPath(Path("user_id"), "ann");
        query.AddParameter("userId", "ann");
        using var body = RequestDraft.Rent(EveryPlan);
        body.AddPath(Path("user_id"), "ann");
        body.AddBody(Body("""{"user_id":"ann"}"""));

        query.Violations.Should().Equal(new JsonViolation("userId", NotHere, 0, 0));
        body.Violations.Should().Equal(new JsonViolation("user_id", "Is not a field of the body here.", 1, 2));
    }

    [Test]
    public void A_field_of_a_header_is_sent_once()
    {
        using var draft = RequestDraft.Rent(EveryPlan);
        draft.AddHeader(Path("text"), "key");
        draft.AddParameter("text", "other");
        draft.AddBody(Body("""{"text":"key"}"""));

        draft.IsSet(Path("text")).Should().BeTrue();
        draft.IsSet(Path("page.token")).Should().BeFalse();
        draft.Violations.Select(violation => (violation.Field, violation.Problem))
            .Should().Equal(("text", "Must be sent once."), ("text", "Must be sent once."));
    }

    [Test]
    public void A_nested_field_of_the_path_is_part_of_the_message_in_the_body()
    {
        using var draft = RequestDraft.Rent(EveryPlan);
        draft.AddPath(Path("page.token"), "t");
        draft.AddBody(Body("""{"page":{"pageSize":5,"token":"t"},"text":"a"}"""));

        draft.Violations.Should().BeEmpty();
        var wire = draft.Complete().ToArray();
        Cases.Every.Parser.ParseFrom(wire)
            .Should().Be(new Every { Page = new Page { PageSize = 5, Token = "t" }, Text = "a" });
        wire.Count(value => value == 0x82).Should().Be(1, "page, whose tag begins with 0x82, is written once");
    }

    [Test]
    public void A_nested_field_of_the_path_cannot_have_another_value_in_the_body()
    {
        using var draft = RequestDraft.Rent(EveryPlan);
        draft.AddPath(Path("page.token"), "t");
        draft.AddBody(Body("""{"page":{"token":"u"}}"""));

        draft.Violations.Select(violation => (violation.Field, violation.Problem))
            .Should().Equal(("page.token", "Differs from the value in the path."));
    }

    [Test]
    public void Parameters_go_with_a_body_that_is_another_field()
    {
        using var draft = RequestDraft.Rent(EveryPlan);
        draft.AddPath(Path("page.token"), "t");
        draft.AddParameter("text", "a", Path("page"));
        draft.AddParameter("page.page_size", "5", Path("page"));
        draft.AddBody(Body("""{"pageSize":6}"""), Path("page"));

        draft.Violations.Should().Equal(new JsonViolation("page.page_size", NotHere, 0, 0));
        Cases.Every.Parser.ParseFrom(draft.Complete().ToArray())
            .Should().Be(new Every { Page = new Page { PageSize = 6, Token = "t" }, Text = "a" });
    }

    [Test]
    public void A_message_is_framed_as_gRPC_has_it()
    {
        using var draft = RequestDraft.Rent(EveryPlan);
        draft.AddParameter("small", "5");

        draft.CompleteFramed().ToArray().Should().Equal(0, 0, 0, 0, 2, 0x10, 5);
    }

    [Test]
    public void A_request_without_faults_allocates_nothing()
    {
        var body = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(
            """{"text":"a\u00e4","small":7,"greetings":[{"name":"b"}],"tag":["x"]}"""));
        Make();
        Make();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Make();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);

        void Make()
        {
            using var draft = RequestDraft.Rent(EveryPlan);
            draft.AddBody(body);
            _ = draft.Complete();
        }
    }

    private static FieldPath Path(string path) => EveryPlan.FindPath(path)!;

    private static ReadOnlySequence<byte> Body(string json) => new(Encoding.UTF8.GetBytes(json));

    private static Every Query(params (string Name, string Value)[] parameters)
    {
        using var draft = RequestDraft.Rent(EveryPlan);
        foreach (var (name, value) in parameters)
        {
            draft.AddParameter(name, value);
        }

        draft.Violations.Should().BeEmpty();

        return Cases.Every.Parser.ParseFrom(draft.Complete().ToArray());
    }
}
