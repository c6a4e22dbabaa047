using System.Text;
using CodeFirst.Tests.Unit.ProtoExport;
using CodeFirst.Transcoding.Json;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.Transcoding.Json;

/// <summary>Random messages of every contract of the corpus: our JSON and Google's agree, both ways.</summary>
public sealed class CorpusJsonTests
{
    // Google's generator makes C# of KeywordNames that does not compile.
    private static IEnumerable<string> Names => ContractCase.ExportedNames.Except(["KeywordNames"]);

    [TestCaseSource(nameof(Names))]
    public void Our_JSON_is_that_of_Google(string name)
    {
        var contract = ContractCase.Of(name);
        var model = contract.Model();
        var parsers = GeneratedPeer.Parsers(contract);
        var files = parsers.Values.Select(parser => parser.ParseFrom(Array.Empty<byte>()).Descriptor.File).Distinct().ToList();
        var plans = new MessagePlans(files);
        var registry = TypeRegistry.FromFiles(files);
        var formatter = new JsonFormatter(JsonFormatter.Settings.Default.WithTypeRegistry(registry));
        var parser = new JsonParser(JsonParser.Settings.Default.WithTypeRegistry(registry));
        var payloads = contract.Payloads().Where(payload => parsers.ContainsKey(payload.Name)).ToList();

        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            foreach (var (type, message) in payloads)
            {
                var wire = MessageBytes.Of(type, new RandomMessage(model, random).CreateWhole(type), model);
                var google = parsers[message].ParseFrom(wire);
                var plan = plans.Of(google.Descriptor);
                var ours = JsonCase.Write(plan, wire);

                // What we read of ours is the message; so is what we read of Google's, and Google of ours, but for the bcl types, which
                // only we write as people do.
                parsers[message].ParseFrom(JsonCase.Wire(plan, Encoding.UTF8.GetBytes(ours))).Should().Be(google);
                if (!HasBcl(google.Descriptor, []))
                {
                    parser.Parse(ours, google.Descriptor).Should().Be(google);
                    var theirs = formatter.Format(google);
                    parsers[message].ParseFrom(JsonCase.Wire(plan, Encoding.UTF8.GetBytes(theirs))).Should().Be(google);
                }
            }
        }, iter: Math.Max(5, JsonCase.Rounds / 400), threads: 1);
    }

    private static bool HasBcl(MessageDescriptor message, HashSet<MessageDescriptor> seen) =>
        message.File.Package == "bcl"
        || (seen.Add(message) && message.Fields.InFieldNumberOrder()
            .Any(field => field.FieldType == FieldType.Message && HasBcl(field.MessageType, seen)));
}
