using System.Globalization;
using System.Text;
using CodeFirst.Tests.Unit.Fuzzing;
using CodeFirst.Transcoding.Json;
using static CodeFirst.Tests.Unit.Transcoding.Json.JsonCase;

namespace CodeFirst.Tests.Unit.Transcoding.Json;

/// <summary>Parameters with faults get nothing but the coded errors, and bodies no more memory than the limits.</summary>
public sealed class HostileInputTests
{
    private static readonly string[] Pieces = ["\"", "\\", "-", "+", "0", ".", ":", "Z", "T", "1e999", "null", "true", ",", "%"];

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
                var value = Encoding.UTF8.GetString(Mutation.Of(Encoding.UTF8.GetBytes("2026-11-28T10:00:00.5Z"), random, Pieces));
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
}
