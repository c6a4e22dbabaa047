using CodeFirst.ProtoExport.Output;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>What the exported file says is what goes over the wire, both ways, for every contract of the corpus.</summary>
public sealed class CorpusWireTests
{
    [TestCaseSource(typeof(ContractCase), nameof(ContractCase.ExportedNames))]
    public void A_caller_that_knows_the_descriptor_only_reads_and_writes_what_protobuf_net_does(string name)
    {
        var contract = ContractCase.Of(name);
        var model = contract.Model();
        var text = new WireText(model);
        var payloads = Payloads(contract);
        var isPackable = !contract.Export().Files.Any(file => file.Printed.Text.Contains("cannot read it packed", StringComparison.Ordinal));
        var subtypesFirst = contract.HasAbstractBase;

        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            foreach (var (type, descriptor) in payloads)
            {
                var sent = new RandomMessage(model, random).CreateWhole(type);

                var seen = DescriptorMessage.Parse(descriptor, MessageBytes.Of(type, sent, model));
                seen.ToString().Should().Be(text.OfWhole(type, sent));

                // What .NET itself loses or adds, such as a zero that it leaves out, is not lost on the way.
                var expected = text.OfWhole(type, MessageBytes.Parse(type, MessageBytes.Of(type, sent, model), model));
                var answered = MessageBytes.Parse(type, seen.ToByteArray(subtypesFirst: subtypesFirst), model);
                text.OfWhole(type, answered).Should().Be(expected);

                var packed = MessageBytes.Parse(type, seen.ToByteArray(isPackable, subtypesFirst), model);
                text.OfWhole(type, packed).Should().Be(expected);
            }
        }, iter: 100, threads: 1);
    }

    private static List<(Type Type, MessageDescriptor Descriptor)> Payloads(ContractCase contract)
    {
        var files = contract.Export().Files.Select(file => file.Contract.Descriptor).ToList();
        var set = FileDescriptorSet.Parser.ParseFrom(DescriptorSet.Bytes(files));
        var messages = FileDescriptor.BuildFromByteStrings(set.File.Select(file => file.ToByteString()))
            .SelectMany(file => file.MessageTypes)
            .ToDictionary(message => message.FullName, StringComparer.Ordinal);

        return
        [
            .. contract.Payloads().Select(payload => (payload.Type, messages[payload.Name])),
        ];
    }
}
