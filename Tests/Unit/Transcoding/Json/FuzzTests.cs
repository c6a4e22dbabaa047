using System.Globalization;
using System.Text;
using CodeFirst.Tests.Unit.Transcoding.Json.Cases;
using CodeFirst.Transcoding.Json;
using Google.Protobuf;
using static CodeFirst.Tests.Unit.Transcoding.Json.JsonCase;

namespace CodeFirst.Tests.Unit.Transcoding.Json;

/// <summary>Input that is random, or good input with faults: nothing but the coded errors, and no more memory than the limits.</summary>
public sealed class FuzzTests
{
    private const string Good =
        """
        {"text":"a\u00e4😀","large":"-5","number":1.5e3,"data":"AQ==","color":"RED","greetings":[{"name":"x"},{}],"byName":{"k":1},
         "byNumber":{"7":{"name":"y"}},"userId":"u","at":"2026-11-28T10:00:00.5Z","lasts":"1.5s","mask":"a.bC","fields":{"f":[1,{}]},
         "any":{"@type":"x/transcoding.cases.v1.Page","pageSize":1},"nick":"n","next":{"small":1},"colors":["BLUE",3],"flag":true}
        """;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "null", "true", "\"", "\\", "\\u", "\\ud800", "1e999", "-", "0",
        "\"@type\"", "\"value\"", "\"fields\"", "\"next\"",
    ];

    [Test]
    public void JSON_with_faults_is_read_or_refused()
    {
        var random = new Random(1);
        for (var i = 0; i < Rounds; i++)
        {
            var body = Mutate(Encoding.UTF8.GetBytes(Good), random);
            using var draft = RequestDraft.Rent(EveryPlan);
            try
            {
                draft.AddBody(Split(body, random.Next(1, 4)));
            }
            catch (InvalidBodyException)
            {
                continue;
            }

            if (draft.Violations.Count == 0)
            {
                // What is accepted is a message that Google's reader takes, and that we write again.
                var wire = draft.Complete().ToArray();
                Cases.Every.Parser.ParseFrom(wire);
                Wire(EveryPlan, Encoding.UTF8.GetBytes(Write(EveryPlan, wire)));
            }
        }
    }

    [Test]
    public void Bytes_with_faults_are_written_or_refused()
    {
        var random = new Random(2);
        var good = Wire(EveryPlan, Encoding.UTF8.GetBytes(Good));
        for (var i = 0; i < Rounds; i++)
        {
            var wire = random.Next(4) == 0 ? RandomBytes(random, 40) : Mutate(good, random);
            string json;
            try
            {
                json = Write(EveryPlan, wire, pieces: random.Next(1, 4));
            }
            catch (MalformedMessageException)
            {
                continue;
            }

            // What is written is what Google's reader sees. It also looks at strings that a later one replaces.
            if (Google(wire) is { } seen)
            {
                Google(Wire(EveryPlan, Encoding.UTF8.GetBytes(json))).Should().Be(seen, "{0}", json);
            }
        }
    }

    [Test]
    public void Parameters_with_faults_are_read_or_refused()
    {
        var random = new Random(3);
        var names = EveryPlan.Fields.Select(field => field.Name).Append("page.page_size").Append("next.next.at").ToArray();
        for (var i = 0; i < Rounds; i++)
        {
            using var draft = RequestDraft.Rent(EveryPlan);
            for (var count = random.Next(1, 5); count > 0; count--)
            {
                var value = Encoding.UTF8.GetString(Mutate(Encoding.UTF8.GetBytes("2026-11-28T10:00:00.5Z"), random));
                draft.AddParameter(names[random.Next(names.Length)], value);
            }

            if (draft.Violations.Count == 0)
            {
                Cases.Every.Parser.ParseFrom(draft.Complete().ToArray());
            }
        }
    }

    [TestCase("{\"byName\":{", "\"{0}\":1", "}}", 3)] // its wire form is larger than its JSON, and its keys are remembered
    [TestCase("{\"tag\":[", "\"{0}\"", "]}", 2)]
    [TestCase("{\"text\":\"", "\\u0061{0}", "\"}", 2)]
    [TestCase("{\"greetings\":[", "{{\"name\":\"{0}\"}}", "]}", 2)]
    public void A_body_of_4_MB_allocates_a_few_times_its_size_in_all(string start, string item, string end, int times)
    {
        var text = new StringBuilder(start);
        for (var i = 0; text.Length < 4_000_000; i++)
        {
            text.Append(i > 0 && !end.StartsWith('"') ? "," : "").AppendFormat(CultureInfo.InvariantCulture, item, i);
        }

        var body = Encoding.UTF8.GetBytes(text.Append(end).ToString());
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        Wire(EveryPlan, body);

        // Wire itself copies the result.
        (GC.GetTotalAllocatedBytes(precise: true) - before).Should().BeLessThan((times + 1L) * body.Length);
    }

    // By way of JSON, where every number of a NullValue is null. What is in an Any may have been sent in another order than it is written.
    private static Every? Google(byte[] wire)
    {
        try
        {
            var message = Cases.Every.Parser.WithDiscardUnknownFields(true).ParseFrom(wire);
            message.Any = null;

            return Cases.Every.Parser.ParseJson(JsonFormatter.Default.Format(message));
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidOperationException)
        {
            return null; // no message, or one with an Any in it, or with a Value that is nothing at all, which we write as null
        }
    }

    private static byte[] Mutate(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 10), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                default:
                    var from = random.Next(bytes.Count);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(random.Next(1, 30), bytes.Count - from)));
                    break;
            }

            if (bytes.Count == 0)
            {
                bytes.Add(0);
            }
        }

        return [.. bytes];
    }

    private static byte[] RandomBytes(Random random, int most)
    {
        var bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);

        return bytes;
    }
}
